import { describe, expect, it } from 'vitest'
import { Intervals } from '../../../src/sim/measures/intervals.js'
import {
  ABANDONED,
  ABANDONED_EARLY,
  ABANDONED_IN_TIME,
  ANSWERED,
  ANSWERED_IN_TIME,
  FIELDS,
  HARD,
  LOAD,
  LONGEST_WAIT_MS,
  OFFERED,
  TAKEN,
  TAKEN_FIELDS,
  Tally,
  WAITED_OVER_5_MIN,
  WAIT_ABANDONED_MS,
  WAIT_ANSWERED_MS,
} from '../../../src/sim/measures/tally.js'

/** Two queues with thresholds of their own, two tiers, ten intervals of 100 ms; the first 200 ms are not measured. */
function tally(): Tally {
  return new Tally(new Intervals(0, 200, 1_000, 100, false), 2, [20, 1_000], [5, 0])
}

function at(counts: Tally, cell: number, field: number): number {
  return counts.sums[cell * FIELDS + field]!
}

describe('the tally', () => {
  it('gives every queue, tier and interval a cell, and none to what is not measured', () => {
    const counts = tally()
    const cells = [0, 1].flatMap((queue) =>
      [0, 1].flatMap((tier) => [250, 350, 999].map((atMs) => counts.cellOf(queue, tier, atMs))),
    )
    expect(new Set(cells).size).toBe(12)
    expect(counts.cellOf(0, 0, 199)).toBe(-1)
    expect(counts.cellOf(0, 0, 1_000)).toBe(-1)
    counts.add(-1, OFFERED, 1)
    counts.answered(-1, 5)
    counts.abandoned(-1, 5)
    expect(counts.sums.every((sum) => sum === 0)).toBe(true)
  })

  it('keeps account of who took what, but for what is not measured', () => {
    const counts = new Tally(new Intervals(0, 200, 1_000, 100, false), 2, [20, 1_000], [5, 0], 2, 3)
    const cell = counts.cellOf(0, 0, 250)
    counts.took(cell, 2, 1, 7)
    counts.took(cell, 2, 0, 4)
    counts.took(cell, 0, 0, 0)
    counts.took(-1, 1, 1, 9)
    const of = (agent: number): number[] =>
      [TAKEN, HARD, LOAD].map((field) => counts.taken[agent * TAKEN_FIELDS + field]!)
    expect([of(0), of(1), of(2)]).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [2, 1, 11],
    ])
  })

  it('counts in time up to the threshold of the queue, early hang-ups below theirs', () => {
    const counts = tally()
    const first = counts.cellOf(0, 1, 300)
    const second = counts.cellOf(1, 0, 300)
    for (const waitMs of [0, 20, 21, 300_001]) counts.answered(first, waitMs)
    for (const waitMs of [4, 5, 20, 21, 400_000]) counts.abandoned(first, waitMs)
    counts.answered(second, 1_000)
    counts.abandoned(second, 0)
    expect(at(counts, first, ANSWERED)).toBe(4)
    expect(at(counts, first, ANSWERED_IN_TIME)).toBe(2)
    expect(at(counts, first, WAIT_ANSWERED_MS)).toBe(300_042)
    expect(at(counts, first, ABANDONED)).toBe(5)
    expect(at(counts, first, ABANDONED_IN_TIME)).toBe(3)
    expect(at(counts, first, ABANDONED_EARLY)).toBe(1)
    expect(at(counts, first, WAIT_ABANDONED_MS)).toBe(400_050)
    expect(at(counts, first, WAITED_OVER_5_MIN)).toBe(2)
    expect(at(counts, first, LONGEST_WAIT_MS)).toBe(400_000)
    expect(at(counts, second, ANSWERED_IN_TIME)).toBe(1)
    expect(at(counts, second, ABANDONED_EARLY)).toBe(0)
    expect(counts.waits[1]!.count).toBe(4)
    expect(counts.waits[2]!.count).toBe(1)
  })
})
