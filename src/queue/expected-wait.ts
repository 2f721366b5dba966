/**
 * Expected wait: how long until a contact has its agent, from those who go first and the agents who may serve them.
 * Idea: agents become free at known rates; whoever goes first takes, of the agents that may serve it, the one that is
 * free first. So contacts are poured in order into the groups of agents, each raising the clocks of those it may use that
 * stand lowest, and what is asked for is the clock at which the last one, the contact itself, is served. With one group it
 * is the Markovian queue-length predictor of Whitt 1999, with patience of any law that of Ibrahim and Whitt 2009 (QLap).
 * **cost** O(those ahead x groups), at the most O(slices x rivals x groups); allocates two columns a forecast.
 * Pure. **order** none decides.
 * Caveat: a mean and a shape; what the model leaves out (breaks, shift ends, speed of agents) is the calibration's work.
 */

/** Agents who may serve the same contacts, as a source of free capacity. */
export interface Supply {
  /** Contacts that can be begun in a millisecond in the long run: one over the mean handling time, for each that is under way. */
  readonly perMs: number
  /**
   * How many more will have been finished, before long, than by that rate: positive when conversations are old
   * for their kind.
   */
  readonly surplus: number
  /** Mean handling time, > 0. */
  readonly meanMs: number
}

/** How long customers wait for an answer before they give up. */
export interface Patience {
  /** Share of those who have waited `ageMs` that still wait at `laterMs`. */
  survival(ageMs: number, laterMs: number): number
}

/** Contacts that go first and have the same needs. */
export interface Rivals {
  /** Indexes of the supplies that may serve them. */
  readonly groups: readonly number[]
  /** How many, by slice: the first slice goes first. */
  readonly ahead: Float64Array
  /** The time that they have waited, summed, by slice. */
  readonly waitedMs: Float64Array
  readonly patience: Patience
}

/**
 * Contacts still to come that will go first. Whoever has T to wait in all is passed by those who come within
 * `offsetMs` + `slope` x T from now.
 */
export interface Newcomers {
  readonly groups: readonly number[]
  readonly perMs: number
  readonly offsetMs: number
  readonly slope: number
}

/** Agents who may serve the contact itself from some time on. */
export interface Access {
  readonly group: number
  readonly fromMs: number
}

export interface Competition {
  readonly supplies: readonly Supply[]
  readonly slices: number
  readonly rivals: readonly Rivals[]
  readonly newcomers: readonly Newcomers[]
  readonly own: readonly Access[]
}

export interface Forecast {
  /** Mean time to the agent in ms; Infinity when nobody may ever serve. */
  readonly meanMs: number
  /** How many times an agent of the contact's own has to become free by then, the contact's own time included; >= 1. */
  readonly turns: number
}

const NEVER: Forecast = { meanMs: Infinity, turns: 1 }
const ROUNDS = 8
const PORTIONS = 8
/** A wait that newcomers keep ahead of for longer than this is as good as endless: 30 days. */
const LONGEST_MS = 30 * 86_400_000

/** Forecasts a wait. `horizonMs`: about how long it is, to weigh the age of the conversations; 0 leaves it out. */
export function forecastWait(competition: Competition, horizonMs: number): Forecast {
  const { supplies, slices, rivals, newcomers, own } = competition
  const rates = Float64Array.from(supplies, (supply) => rateUntil(supply, horizonMs))
  if (!own.some(({ group }) => rates[group]! > 0)) return NEVER
  const clocks = new Float64Array(supplies.length)
  for (let slice = 0; slice < slices; slice++) {
    for (const { groups, ahead, waitedMs, patience } of rivals) {
      const count = ahead[slice]!
      if (count === 0) continue
      const ageMs = waitedMs[slice]! / count
      // In portions: who comes to be asked late has had time to give up, in a slice of many, too.
      const portion = Math.max(1, count / PORTIONS)
      for (let left = count; left > 0; left -= portion) {
        const startMs = lowest(clocks, groups)
        const still = Math.min(left, portion) * patience.survival(ageMs, ageMs + startMs)
        pour(clocks, rates, groups, still)
      }
    }
  }
  const groups = own.map(({ group }) => group)
  let meanMs = pour(
    Float64Array.from(clocks, (clock, group) => begin(own, group, clock)),
    rates,
    groups,
    1,
  )
  const poured = new Float64Array(newcomers.length)
  for (let round = 0; newcomers.length > 0 && round < ROUNDS && meanMs < LONGEST_MS; round++) {
    for (const [i, { groups: theirs, perMs, offsetMs, slope }] of newcomers.entries()) {
      const untilMs = Math.min(Math.max(0, offsetMs + slope * meanMs), meanMs)
      const more = perMs * untilMs - poured[i]!
      if (more <= 0) continue
      poured[i] = poured[i]! + more
      pour(clocks, rates, theirs, more)
    }
    meanMs = pour(
      Float64Array.from(clocks, (clock, group) => begin(own, group, clock)),
      rates,
      groups,
      1,
    )
  }
  let turns = 0
  for (const { group, fromMs } of own) turns += rates[group]! * Math.max(0, meanMs - fromMs)
  return { meanMs, turns: Math.max(1, turns) }
}

/** The mean rate of a supply over a time. */
function rateUntil({ perMs, surplus, meanMs }: Supply, horizonMs: number): number {
  return perMs <= 0 ? 0 : Math.max(perMs / 8, perMs + (horizonMs > 0 ? surplus / (meanMs + horizonMs) : 0))
}

function begin(own: readonly Access[], group: number, clock: number): number {
  for (const access of own) if (access.group === group) return Math.max(clock, access.fromMs)
  return clock
}

function lowest(clocks: Float64Array, groups: readonly number[]): number {
  let least = Infinity
  for (const group of groups) if (clocks[group]! < least) least = clocks[group]!
  return least === Infinity ? 0 : least
}

/** Gives contacts to the groups that are free first, and returns the clock up to which that raises them. */
function pour(clocks: Float64Array, rates: Float64Array, groups: readonly number[], count: number): number {
  let level = Infinity
  for (;;) {
    let rate = 0
    let offset = 0
    for (const group of groups) {
      if (clocks[group]! >= level || rates[group] === 0) continue
      rate += rates[group]!
      offset += rates[group]! * clocks[group]!
    }
    if (rate === 0) return level
    const next = (count + offset) / rate
    if (!(next < level)) break
    level = next
  }
  for (const group of groups) if (clocks[group]! < level && rates[group]! > 0) clocks[group] = level
  return level
}
