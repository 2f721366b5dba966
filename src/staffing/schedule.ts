/**
 * From a requirement for each interval of the day to shifts: who starts when, and when the breaks are, at least cost.
 * Idea: each allowed shift with each allowed placing of its breaks is one column of a covering problem (cover.ts); columns
 * that work the same intervals at a higher cost are left out. The result states the least cost that any schedule could
 * have, so the user sees how much could be won by searching on; very often it proves itself the cheapest.
 * Cost: a day of 96 intervals and 1,000 shifts takes 0.05 to 1 s with the default effort; memory 8 bytes x intervals x shifts.
 * Order: shifts by start, then by pattern, then by breaks; the same problem always gives the same schedule.
 */
import { assert } from '../base/assert.js'
import { leastCover } from './cover.js'

/** A break that each shift of a pattern takes once. Intervals count from the start of the shift. */
export interface ShiftBreak {
  /** Earliest and latest interval of the shift in which the break may begin, whole numbers >= 0. */
  readonly earliestInterval: number
  readonly latestInterval: number
  /** Whole number >= 1. */
  readonly lengthIntervals: number
}

/** A kind of shift that may be planned any number of times. */
export interface ShiftPattern {
  readonly name: string
  /** The intervals of the day in which it may start. */
  readonly startIntervals: readonly number[]
  /** From its start to its end, breaks included; a whole number >= 1, at most the length of the day. */
  readonly lengthIntervals: number
  /** In the order in which they are taken; placings that overlap or run out of the shift are left out. Default none. */
  readonly breaks?: readonly ShiftBreak[]
  /** Cost of one such shift, > 0, in any unit. */
  readonly cost: number
}

/** What is to be scheduled. */
export interface ScheduleProblem {
  /** Agents needed at work in each interval (after the gross-up for absence), whole numbers >= 0. */
  readonly requirement: readonly number[]
  /** At least one. */
  readonly patterns: readonly ShiftPattern[]
  /** Whether the day repeats: a shift that runs past its end goes on at its beginning. Default: such shifts are left out. */
  readonly wraps?: boolean
  /** How long to search, in steps of a linear programme: 1e9 take some seconds. Default 3e8. */
  readonly effort?: number
}

/** Agents who work the same shift. */
export interface ScheduledShift {
  /** Name of the pattern. */
  readonly pattern: string
  readonly startInterval: number
  /** Interval of the day in which each break begins. */
  readonly breakIntervals: readonly number[]
  /** How many agents, >= 1. */
  readonly agents: number
}

/** A schedule, with its proof. */
export interface Schedule {
  readonly shifts: readonly ScheduledShift[]
  readonly cost: number
  /** No schedule that meets the requirement costs less. */
  readonly costBound: number
  /** Whether the bound proves that no schedule is cheaper. */
  readonly isOptimal: boolean
  /** Agents at work in each interval: at least the requirement, but for the uncoverable ones. */
  readonly staffed: readonly number[]
  /** Intervals with a requirement in which no allowed shift works; they are left out of the problem. */
  readonly uncoverable: readonly number[]
}

interface Candidate {
  readonly pattern: ShiftPattern
  readonly startInterval: number
  readonly breakIntervals: readonly number[]
  readonly worked: Int32Array
}

const DEFAULT_EFFORT = 3e8

/** A schedule of least cost as far as the effort reaches. Throws when a number is out of range, naming it. */
export function leastCostSchedule(problem: ScheduleProblem): Schedule {
  const { requirement, wraps = false, effort = DEFAULT_EFFORT } = problem
  assertProblem(problem)
  const candidates = cheapestOfEach(
    problem.patterns.flatMap((pattern) => candidatesOf(pattern, requirement.length, wraps)),
  )
  const reach = new Set(candidates.flatMap(({ worked }) => [...worked]))
  const isUncoverable = (interval: number) => requirement[interval]! > 0 && !reach.has(interval)
  const uncoverable = requirement.map((_, interval) => interval).filter(isUncoverable)
  const demand = Float64Array.from(requirement, (agents, interval) => (isUncoverable(interval) ? 0 : agents))
  const covers = candidates.map(({ worked }) => worked)
  const costs = candidates.map(({ pattern }) => pattern.cost)
  const nothing = { counts: new Int32Array(candidates.length), cost: 0, costBound: 0 }
  const isNothing = demand.every((agents) => agents === 0)
  const { counts, cost, costBound } = isNothing ? nothing : leastCover({ costs, covers, demand }, effort)

  const staffed = requirement.map(() => 0)
  const shifts: ScheduledShift[] = []
  candidates.forEach(({ pattern, startInterval, breakIntervals, worked }, k) => {
    const agents = counts[k]!
    if (agents === 0) return
    for (const interval of worked) staffed[interval]! += agents
    shifts.push({ pattern: pattern.name, startInterval, breakIntervals, agents })
  })
  return { shifts, cost, costBound, isOptimal: costBound === cost, staffed, uncoverable }
}

/** Every start and placing of breaks of a pattern, by start and then by breaks. */
function candidatesOf(pattern: ShiftPattern, dayIntervals: number, wraps: boolean): Candidate[] {
  const { startIntervals, lengthIntervals, breaks = [] } = pattern
  const placings = placingsOf(breaks, lengthIntervals, 0)
  return startIntervals
    .filter((start) => wraps || start + lengthIntervals <= dayIntervals)
    .flatMap((start) => placings.map((placing) => candidateOf(pattern, start, placing, dayIntervals)))
}

function candidateOf(
  pattern: ShiftPattern,
  start: number,
  placing: readonly number[],
  day: number,
): Candidate {
  const worked: number[] = []
  for (let offset = 0; offset < pattern.lengthIntervals; offset++) {
    const isBreak = placing.some(
      (begin, i) => offset >= begin && offset < begin + pattern.breaks![i]!.lengthIntervals,
    )
    if (!isBreak) worked.push((start + offset) % day)
  }
  return {
    pattern,
    startInterval: start,
    breakIntervals: placing.map((begin) => (start + begin) % day),
    worked: Int32Array.from(worked.sort((a, b) => a - b)),
  }
}

/** All ways to begin the breaks one after the other from `from` on, each as the offsets at which they begin. */
function placingsOf(breaks: readonly ShiftBreak[], length: number, from: number): number[][] {
  const [first, ...rest] = breaks
  if (first === undefined) return [[]]
  const placings: number[][] = []
  for (let begin = Math.max(from, first.earliestInterval); begin <= first.latestInterval; begin++) {
    const end = begin + first.lengthIntervals
    if (end > length) break
    for (const later of placingsOf(rest, length, end)) placings.push([begin, ...later])
  }
  return placings
}

/** Of candidates that work exactly the same intervals the cheapest, then the first. */
function cheapestOfEach(candidates: readonly Candidate[]): Candidate[] {
  const cheapest = new Map<string, Candidate>()
  for (const candidate of candidates) {
    if (candidate.worked.length === 0) continue
    const key = candidate.worked.join()
    const known = cheapest.get(key)
    if (known === undefined || candidate.pattern.cost < known.pattern.cost) cheapest.set(key, candidate)
  }
  const order = new Map(candidates.map((candidate, index) => [candidate, index]))
  return [...cheapest.values()].sort(
    (a, b) => a.startInterval - b.startInterval || order.get(a)! - order.get(b)!,
  )
}

function assertWhole(value: number, least: number, most: number, name: string): void {
  const isWhole = Number.isSafeInteger(value) && value >= least && value <= most
  if (!isWhole) assert(false, `${name} must be a whole number from ${least} to ${most}, not ${value}`)
}

function assertProblem({ requirement, patterns, effort = DEFAULT_EFFORT }: ScheduleProblem): void {
  assert(patterns.length > 0, 'patterns must not be empty')
  assert(effort >= 0, 'effort must be a number >= 0')
  const day = requirement.length
  requirement.forEach((agents, i) => assertWhole(agents, 0, 1e6, `requirement[${i}]`))
  patterns.forEach(({ startIntervals, lengthIntervals, breaks = [], cost }, p) => {
    const path = `patterns[${p}]`
    startIntervals.forEach((start, i) => assertWhole(start, 0, day - 1, `${path}.startIntervals[${i}]`))
    assertWhole(lengthIntervals, 1, day, `${path}.lengthIntervals`)
    assert(cost > 0 && cost < Infinity, `${path}.cost must be a finite number > 0, not ${cost}`)
    breaks.forEach((pause, b) => {
      const at = `${path}.breaks[${b}]`
      assertWhole(pause.lengthIntervals, 1, lengthIntervals, `${at}.lengthIntervals`)
      assertWhole(pause.earliestInterval, 0, lengthIntervals, `${at}.earliestInterval`)
      assertWhole(pause.latestInterval, pause.earliestInterval, lengthIntervals, `${at}.latestInterval`)
    })
  })
}
