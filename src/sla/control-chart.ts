/**
 * A control chart for a share that drops suddenly, such as that of satisfied customers: a Bernoulli CUSUM. Every success
 * lowers a level by `down`, never below 0, every failure raises it by `up`; at `limit` it alarms and starts anew at 0.
 * Idea: steps in whole numbers, near the ratio of the log likelihoods of usual and dropped share; then the level is a
 * Markov chain, the mean number of observations up to an alarm is the solution of a linear system, and the false-alarm
 * rate that is stated is that of the very chart, not an approximation.
 * **cost** an observation O(1), allocates never; a design O(limit x up x down) a few dozen times, allocates.
 * Caveat: the rate holds for independent observations of the usual share. Waits of one queue are not independent.
 * Source: Page, Biometrika 41 (1954) 100; Reynolds and Stoumbos, J. Qual. Technol. 31 (1999) 87.
 */
import { assert } from '../base/assert.js'

/** What a chart is to notice, and how often it may be wrong. */
export interface ChartSpec {
  /** Share of successes when all is well, 0.1..0.999. */
  readonly usual: number
  /** A share that is to be noticed, at least 0.05, and at least 0.01 below the usual one. */
  readonly drop: number
  /** While the share is the usual one: at least so many observations between false alarms, on average. 1..1,000,000. */
  readonly falseAlarmEvery: number
}

/** A chart that does so: its steps, its limit, and what it keeps. */
export interface ChartDesign extends ChartSpec {
  /** What a failure adds to the level, what a success takes off, and the level that alarms: whole numbers. */
  readonly up: number
  readonly down: number
  readonly limit: number
  /** Mean number of observations from the start to an alarm, exactly: at the usual share, and after the drop. */
  readonly falseAlarmAfter: number
  readonly noticedAfter: number
}

/** How far the ratio of whole steps may be from that of the log likelihoods. */
const NEAR = 0.03
const MOST_DOWN = 12

/** What is wrong with a spec, undefined for a sound one. Within these ranges every chart can be designed. */
export function chartFault({ usual, drop, falseAlarmEvery }: ChartSpec): string | undefined {
  if (!(usual >= 0.1 && usual <= 0.999)) return 'usual must be a share from 0.1 to 0.999'
  if (!(drop >= 0.05 && drop <= usual - 0.01)) return 'drop must be a share from 0.05 to 0.01 below usual'
  if (!(falseAlarmEvery >= 1 && falseAlarmEvery <= 1e6)) return 'falseAlarmEvery must be from 1 to 1,000,000'
  return undefined
}

/** The least limit that alarms falsely rarely enough. Throws InvariantError for a spec with a fault. */
export function designChart(spec: ChartSpec): ChartDesign {
  assert(
    typeof spec === 'object' && spec !== null,
    'control chart: a chart is designed from { usual, drop, falseAlarmEvery }',
  )
  const fault = chartFault(spec)
  assert(fault === undefined, `control chart: ${fault}`)
  const { usual, drop, falseAlarmEvery } = spec
  const [up, down] = stepsOf(usual, drop)
  const isRare = (limit: number): boolean => meanRunLength(usual, up, down, limit) >= falseAlarmEvery
  let enough = 1
  while (!isRare(enough)) enough *= 2
  let few = Math.floor(enough / 2)
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2)
    if (isRare(middle)) enough = middle
    else few = middle
  }
  return {
    usual,
    drop,
    falseAlarmEvery,
    up,
    down,
    limit: enough,
    falseAlarmAfter: meanRunLength(usual, up, down, enough),
    noticedAfter: meanRunLength(drop, up, down, enough),
  }
}

/**
 * Mean number of independent observations of a share of successes, from level 0 to the alarm. With E(s) the mean from level
 * s on: E(s) = 1 + share x E(max(0, s - down)) + (1 - share) x E(s + up), where E is 0 from the limit on.
 * Infinity where failures never come. Levels are taken out one by one (Grassmann, Taksar, Heyman, Oper. Res. 33 (1985) 1107):
 * nothing is ever subtracted, so no digits are lost. O(limit x up x down).
 */
export function meanRunLength(share: number, up: number, down: number, limit: number): number {
  if (share === 1) return Infinity
  // Row s holds the chances of going to s - down .. s + up; staying counts for nothing, as 1 less it is what goes elsewhere.
  const width = down + up + 1
  const chances = new Float64Array(limit * width)
  const alarms = new Float64Array(limit)
  const means = new Float64Array(limit).fill(1)
  for (let s = 0; s < limit; s++) {
    const at = s * width + down
    if (s > 0) chances[at - Math.min(s, down)] = share
    if (s + up < limit) chances[at + up] = 1 - share
    else alarms[s] = 1 - share
  }
  const leaving = new Float64Array(limit)
  for (let s = 0; s < limit; s++) {
    const at = s * width + down - s
    const last = Math.min(s + up, limit - 1)
    let total = alarms[s]!
    for (let to = s + 1; to <= last; to++) total += chances[at + to]!
    leaving[s] = total
    for (let from = s + 1; from <= Math.min(s + down, limit - 1); from++) {
      const row = from * width + down - from
      const factor = chances[row + s]! / total
      if (factor === 0) continue
      for (let to = s + 1; to <= last; to++) {
        if (to !== from) chances[row + to] = chances[row + to]! + factor * chances[at + to]!
      }
      alarms[from] = alarms[from]! + factor * alarms[s]!
      means[from] = means[from]! + factor * means[s]!
    }
  }
  for (let s = limit - 1; s >= 0; s--) {
    const at = s * width + down - s
    let mean = means[s]!
    for (let to = s + 1; to <= Math.min(s + up, limit - 1); to++) mean += chances[at + to]! * means[to]!
    means[s] = mean / leaving[s]!
  }
  return means[0]!
}

/** Whole steps up and down, near enough to the ratio of the log likelihoods, the smallest ones that are. */
function stepsOf(usual: number, drop: number): readonly [up: number, down: number] {
  const ratio = Math.log((1 - drop) / (1 - usual)) / Math.log(usual / drop)
  let best: readonly [number, number] = [1, 1]
  let bestError = Infinity
  for (let down = 1; down <= MOST_DOWN; down++) {
    const up = Math.max(1, Math.round(ratio * down))
    const error = Math.abs(up / down / ratio - 1)
    if (error < bestError) [best, bestError] = [[up, down], error]
    if (bestError <= NEAR) break
  }
  return best
}

/** One level under watch. */
export class ControlChart {
  readonly design: ChartDesign
  /** Where it stands, 0 .. limit - 1. */
  level = 0
  /** Observations and failures since the level last was 0: since about when the share has been dropping. */
  observed = 0
  failed = 0

  constructor(design: ChartDesign) {
    this.design = design
  }

  /** Whether this observation raises the alarm; then `observed` and `failed` tell of the drop until the next one. */
  observe(isSuccess: boolean): boolean {
    const { up, down, limit } = this.design
    if (this.level === 0) {
      this.observed = 0
      this.failed = 0
    }
    this.observed++
    if (isSuccess) {
      this.level = Math.max(0, this.level - down)
      return false
    }
    this.failed++
    this.level += up
    if (this.level < limit) return false
    this.level = 0
    return true
  }
}
