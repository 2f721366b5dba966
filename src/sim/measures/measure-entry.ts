/**
 * What a measure is: a ratio, what it needs to know of a row, and which way is better. And the makers of common kinds.
 * **cost** O(1); allocates the definition.
 */
import type { Histogram } from '../../base/histogram.js'
import type { Costs } from './costs.js'

export type Unit = 'share' | 'ms' | 'contacts' | 'alerts' | 'hours' | 'contacts/h' | 'ratio' | 'money'

export type Ratio = readonly [numerator: number, denominator: number]

export interface MeasureDefinition {
  readonly name: string
  readonly unit: Unit
  /** What is counted or summed. */
  readonly numerator: string
  /** What it is divided by. */
  readonly denominator: string
  readonly better: 'higher' | 'lower' | 'neither'
}

export type RowKind = 'total' | 'queue' | 'tier' | 'interval' | 'group' | 'agent' | 'match' | 'cell'

/** What a definition computes from. */
export interface RowFacts {
  /** Sums over the row's contacts, by the places of tally.ts; null for agents. */
  readonly contacts: Float64Array | null
  /** Waits of the answered; null for intervals, which keep none. */
  readonly waits: Histogram | null
  /** Contacts of the row that an agent took, or that the row's agents took; null for a match. */
  readonly answered: number | null
  /** What the row's agents took, by the places of tally.ts; null where agents are not told apart. */
  readonly taken: Float64Array | null
  /** Sums over the row's agents, by the places of agent-time.ts; null where agents are not told apart. */
  readonly agents: Float64Array | null
  /** Waiting time of the row's contacts, and the length of the time in which they could wait; null for agents and tiers. */
  readonly line: Ratio | null
  /** Answered by one group in one queue, and answered by all; null but for a match. */
  readonly match: Ratio | null
  /** What the row's agents cost; null where agents are not told apart. */
  readonly wages: number | null
  /** `null`: none stated, so nothing has a cost. */
  readonly prices: Costs | null
}

/** What not every scenario has, and without which a measure would say nothing. */
export type Feature = 'hours' | 'resolution' | 'callback' | 'followUp'

/** A definition with its computation. */
export interface Entry extends MeasureDefinition {
  readonly needs: readonly (keyof RowFacts)[]
  /** Only where a scenario has it. */
  readonly feature?: Feature
  readonly compute: (facts: RowFacts) => Ratio
}

export const RUN = 'run'

type Words = readonly [numerator: string, denominator: string]

/** A ratio of sums over contacts. */
export function ofContacts(
  name: string,
  unit: Unit,
  better: Entry['better'],
  [numerator, denominator]: Words,
  compute: (sums: Float64Array) => Ratio,
): Entry {
  return {
    name,
    unit,
    numerator,
    denominator,
    better,
    needs: ['contacts'],
    compute: ({ contacts }) => compute(contacts!),
  }
}

/** A share of contacts. */
export function share(
  name: string,
  better: Entry['better'],
  words: Words,
  numerator: number,
  denominator: number,
): Entry {
  return ofContacts(name, 'share', better, words, (s) => [s[numerator]!, s[denominator]!])
}

/** A ratio of sums over agents. */
export function ofAgents(
  name: string,
  unit: Unit,
  better: Entry['better'],
  [numerator, denominator]: Words,
  compute: (sums: Float64Array) => Ratio,
): Entry {
  return {
    name,
    unit,
    numerator,
    denominator,
    better,
    needs: ['agents'],
    compute: ({ agents }) => compute(agents!),
  }
}
