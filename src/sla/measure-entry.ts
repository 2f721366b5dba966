/**
 * How a live measure is defined: a ratio of sums, its two parts in words, which way is better, and the rows that it has a
 * meaning for. The definitions themselves are in measures.ts. **cost** once.
 */
import type { Histogram } from '../base/histogram.js'
import { BREACHED, ESCALATED, KEPT, WARNED, clockField, type MeasuredClock } from './measure-fields.js'
import type { RowKind } from './measure-table.js'

export type LiveUnit = 'share' | 'ms' | 'contacts' | 'alerts' | 'hours' | 'contacts/h' | 'ratio'

/** A live measure in words: `numerator` over `denominator`. */
export interface LiveMeasureDefinition {
  readonly name: string
  readonly unit: LiveUnit
  /** What is counted or summed. */
  readonly numerator: string
  /** What it is divided by; `run` for a plain count. */
  readonly denominator: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** The rows that the measure has a meaning for. */
  readonly rows: readonly RowKind[]
}

export type Ratio = readonly [numerator: number, denominator: number]

export interface Facts {
  readonly sums: Float64Array
  readonly waits: () => Histogram
}

export interface Entry extends LiveMeasureDefinition {
  readonly compute: (facts: Facts) => Ratio
}

export const ALL: readonly RowKind[] = ['total', 'queue', 'channel', 'tier', 'agent']
export const ARRIVED: readonly RowKind[] = ['total', 'queue', 'channel', 'tier']
export const TIMED: readonly RowKind[] = ['total', 'agent']
export const RUN = 'run'

type Words = readonly [numerator: string, denominator: string]
export type Sums = Float64Array

export function entry(
  rows: readonly RowKind[],
  name: string,
  unit: LiveUnit,
  better: Entry['better'],
  [numerator, denominator]: Words,
  compute: (sums: Sums) => Ratio,
): Entry {
  return { name, unit, numerator, denominator, better, rows, compute: ({ sums }) => compute(sums) }
}

/** One sum over another. */
export function quotient(
  rows: readonly RowKind[],
  name: string,
  unit: LiveUnit,
  better: Entry['better'],
  words: Words,
  above: number,
  below: number,
): Entry {
  return entry(rows, name, unit, better, words, (s) => [s[above]!, s[below]!])
}

export function counted(
  rows: readonly RowKind[],
  name: string,
  better: Entry['better'],
  what: string,
  place: number,
): Entry {
  return entry(rows, name, 'contacts', better, [what, RUN], (s) => [s[place]!, 1])
}

export function waitQuantile(percent: number): Entry {
  return {
    name: `wait.p${percent}`,
    unit: 'ms',
    numerator: `wait that ${percent} % of the answered did not exceed`,
    denominator: RUN,
    better: 'lower',
    rows: ARRIVED,
    compute: ({ waits }) => {
      const all = waits()
      return all.count === 0 ? [0, 0] : [all.quantile(percent / 100), 1]
    },
  }
}

export function ofClock(clock: MeasuredClock): Entry[] {
  const rows = clock === 'queueWait' ? ARRIVED : ALL
  const stages = [
    ['warned', WARNED],
    ['breached', BREACHED],
    ['escalated', ESCALATED],
  ] as const
  return [
    ...stages.map(([stage, what]) =>
      entry(
        rows,
        `alerts.${clock}.${stage}`,
        'alerts',
        'lower',
        [`times the ${clock} clock ${stage === 'breached' ? 'was breached' : stage}`, RUN],
        (s) => [s[clockField(clock, what)]!, 1],
      ),
    ),
    entry(
      rows,
      `promises.${clock}.kept`,
      'share',
      'higher',
      [`times the ${clock} promise was kept`, 'times it was kept or breached'],
      (s) => {
        const kept = s[clockField(clock, KEPT)]!
        return [kept, kept + s[clockField(clock, BREACHED)]!]
      },
    ),
  ]
}
