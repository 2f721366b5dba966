/**
 * What a scenario promises of its measures, as in `serviceLevel.withAbandons >= 80%` or `queue repair: wait.p95 < 3min`, and
 * whether it is kept.
 * Idea: a value is known up to its confidence interval, so there are three verdicts: kept wherever in the interval the
 * truth lies, missed wherever it lies, or not decided. More replications decide.
 * **cost** O(rows) a verdict; allocates it.
 */
import { nameHint } from '../../base/fault.js'
import { timeForms, timeHint, timeMs } from '../scenario-language/duration.js'
import {
  type Feature,
  MEASURES,
  type RowKind,
  type Unit,
  appliesTo,
  featureOf,
  measureIndex,
} from '../measures/measure-list.js'
import type { MeasureRow } from '../measures/measures.js'
import type { Estimate, Summary } from './replicate.js'

export type Comparison = '<' | '<=' | '>' | '>='

/** Why a measure has no value. */
const MISSING: Readonly<Record<Feature, string>> = {
  hours: 'no queue of the policy has opening hours',
  resolution: 'the policy promises no resolution',
  callback: 'nobody takes a call back',
  followUp: 'nobody is called after a conversation',
}

export interface Threshold {
  /** As written. */
  readonly text: string
  readonly row: MeasureRow
  readonly measure: string
  readonly comparison: Comparison
  /** In the unit of the measure: shares 0..1, times in ms. */
  readonly limit: number
}

/** Why a text is not a threshold. */
export interface ThresholdFault {
  readonly message: string
  readonly hint: string
}

export type Verdict = 'pass' | 'fail' | 'inconclusive'

export interface Judgement extends Threshold {
  readonly verdict: Verdict
  /** `null` when no run has a value. */
  readonly value: number | null
  /** Half the width of the confidence interval; `null` with fewer than two runs. */
  readonly halfWidth: number | null
}

const FORM = /^(?:([a-z]+) (.+?):\s+)?([A-Za-z0-9.]+)\s*(<=|>=|<|>)\s*(\S.*)$/
const KINDS = ['queue', 'tier', 'interval', 'group', 'agent', 'match', 'cell'] as const
const HINT = "write it as in 'serviceLevel.withAbandons >= 80%' or 'queue NAME: wait.p95 < 3min'"

/** What people call a measure, in small letters alone, and its name here. */
const CALLED: Readonly<Record<string, string>> = {
  servicelevel: 'serviceLevel.withAbandons',
  sl: 'serviceLevel.withAbandons',
  sla: 'serviceLevel.withAbandons',
  wait: 'meanWait',
  waittime: 'meanWait',
  averagewait: 'meanWait',
  avgwait: 'meanWait',
  answertime: 'asa',
  maxwait: 'longestWait',
  aht: 'handleTime',
  att: 'talkTime',
  utilisation: 'occupancy',
  utilization: 'occupancy',
  abandonrate: 'abandonment',
  abandonmentrate: 'abandonment',
  abandons: 'abandonment',
  csat: 'satisfaction',
  calls: 'offered',
  contacts: 'offered',
  fte: 'paidHours',
}

function measureHint(name: string): string {
  const called = CALLED[name.toLowerCase().replaceAll(/[^a-z]/g, '')]
  return called === undefined
    ? nameHint(
        name,
        MEASURES.map((each) => each.name),
      )
    : `maybe "${called}"?`
}

/** The threshold that a text states, or what is wrong with it. Rows are checked by {@link rowFault}. */
export function parseThreshold(text: string): Threshold | ThresholdFault {
  const parts = FORM.exec(text.trim())
  if (parts === null) return { message: 'is not a threshold', hint: HINT }
  const [, kind, name, measure, comparison, limitText] = parts
  if (kind !== undefined && !KINDS.some((each) => each === kind)) {
    return { message: `"${kind}" is no kind of row`, hint: nameHint(kind, KINDS) }
  }
  if (/[<>]|\b(?:and|or)\b|&&|\|\||,\s/i.test(limitText!)) {
    return { message: 'is more than one threshold', hint: 'each on a line of its own in the list' }
  }
  const column = measureIndex(measure!)
  if (column < 0) {
    return { message: `unknown measure "${measure}"`, hint: measureHint(measure!) }
  }
  const row = { kind: (kind ?? 'total') as RowKind, name: name ?? 'total' }
  if (!appliesTo(column, row.kind)) {
    const kinds = ['total', ...KINDS].filter((each) => appliesTo(column, each as RowKind))
    const article = /^[aeiou]/.test(row.kind) ? 'an' : 'a'
    return {
      message: `${measure} has no meaning for ${article} ${row.kind}`,
      hint: `it has for: ${kinds.join(', ')}`,
    }
  }
  const limit = limitOf(limitText!, MEASURES[column]!.unit)
  if (typeof limit !== 'number') return limit
  return { text, row, measure: measure!, comparison: comparison as Comparison, limit }
}

export function isThreshold(parsed: Threshold | ThresholdFault): parsed is Threshold {
  return 'limit' in parsed
}

/** What is wrong with the row of a threshold, given the rows there will be; `null` when it is one of them. */
export function rowFault({ row, measure }: Threshold, rows: readonly MeasureRow[]): ThresholdFault | null {
  const names = rows.filter(({ kind }) => kind === row.kind).map(({ name }) => name)
  if (names.includes(row.name)) {
    const feature = featureOf(measureIndex(measure))
    if (feature === undefined || rows[0]?.features?.includes(feature) === true) return null
    return { message: `${measure} has no value here`, hint: MISSING[feature] }
  }
  return { message: `unknown ${row.kind} "${row.name}"`, hint: nameHint(row.name, names) }
}

function limitOf(text: string, unit: Unit): number | ThresholdFault {
  const plain = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  switch (unit) {
    case 'share': {
      const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text)
      const share = percent === null ? plain : Number(percent[1]) / 100
      if (share >= 0 && share <= 1) return share
      const meant = /^(\d+)(?:[.,](\d+))?\s*%?$/.exec(text)
      const number = meant === null ? Number.NaN : Number(`${meant[1]}.${meant[2] ?? 0}`)
      const example = number <= 100 ? number : 80
      return {
        message: `"${text}" is not a share`,
        hint: `write ${example}% or ${Number((example / 100).toPrecision(12))}`,
      }
    }
    case 'ms': {
      const ms = Number.isNaN(plain) ? timeMs(text) : Number.NaN
      if (!Number.isNaN(ms)) return ms
      const hint = plain > 0 ? `write ${text}s, or ${text}min` : timeHint(text)
      return {
        message: `"${text}" is not a time with a unit`,
        hint: hint ?? timeForms.replace(/, or .*/, ''),
      }
    }
    case 'contacts':
    case 'alerts':
    case 'hours':
    case 'contacts/h':
    case 'ratio':
    case 'money':
      if (!Number.isNaN(plain)) return plain
      return { message: `"${text}" is not a number`, hint: 'write it without a unit' }
  }
}

/** The verdict on a threshold whose row is among those of the summary. */
export function judge(threshold: Threshold, { rows, confidence }: Summary): Judgement {
  const { row, measure, comparison, limit } = threshold
  const estimate = rows.find(({ kind, name }) => kind === row.kind && name === row.name)?.estimates[measure]
  const { value = null } = estimate ?? {}
  const halfWidth = estimate === undefined ? null : reach(measure, estimate, confidence)
  if (value === null || halfWidth === null) return { ...threshold, verdict: 'inconclusive', value, halfWidth }
  const isKept = (truth: number): boolean => holds(truth, comparison, limit)
  const low = isKept(value - halfWidth)
  const high = isKept(value + halfWidth)
  return {
    ...threshold,
    verdict: low && high ? 'pass' : low || high ? 'inconclusive' : 'fail',
    value,
    halfWidth,
  }
}

/**
 * How far the truth may lie from an estimate. Shares of which every run has nothing, or everything, seem to be known exactly;
 * they are as far as they may be for that to be seen by chance: 1 - (alpha / 2) ^ (1 / n), after Clopper and Pearson (1934).
 */
function reach(
  measure: string,
  { numerator, denominator, halfWidth }: Estimate,
  confidence: number,
): number | null {
  const isShare = MEASURES[measureIndex(measure)]!.unit === 'share'
  if (halfWidth !== 0 || !isShare || (numerator !== 0 && numerator !== denominator)) return halfWidth
  return 1 - ((1 - confidence) / 2) ** (1 / denominator)
}

function holds(value: number, comparison: Comparison, limit: number): boolean {
  switch (comparison) {
    case '<':
      return value < limit
    case '<=':
      return value <= limit
    case '>':
      return value > limit
    case '>=':
      return value >= limit
  }
}
