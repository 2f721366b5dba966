import { describe, expect, it, test } from 'vitest'
import { leastCostSchedule, type ShiftPattern } from '../../src/staffing/schedule.js'

const starts = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

test('one pattern: as many as the peak needs, with the break where fewest are needed', () => {
  const lunch = { earliestInterval: 1, latestInterval: 3, lengthIntervals: 1 }
  const day: ShiftPattern = { name: 'day', startIntervals: [0], lengthIntervals: 5, breaks: [lunch], cost: 8 }
  const schedule = leastCostSchedule({ requirement: [2, 2, 0, 2, 1], patterns: [day] })
  expect(schedule).toEqual({
    shifts: [{ pattern: 'day', startInterval: 0, breakIntervals: [2], agents: 2 }],
    cost: 16,
    costBound: 16,
    isOptimal: true,
    staffed: [2, 2, 0, 2, 2],
    uncoverable: [],
  })
})

test('breaks are spread over a steady requirement', () => {
  const pause = { earliestInterval: 1, latestInterval: 4, lengthIntervals: 1 }
  const day: ShiftPattern = { name: 'day', startIntervals: [0], lengthIntervals: 6, breaks: [pause], cost: 1 }
  // 4 agents whose breaks begin one after the other leave 3 at work.
  const schedule = leastCostSchedule({ requirement: [3, 3, 3, 3, 3, 3], patterns: [day] })
  expect([schedule.cost, schedule.isOptimal]).toEqual([4, true])
  expect(schedule.shifts.map(({ breakIntervals, agents }) => [breakIntervals[0], agents])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
  ])
  expect(schedule.staffed).toEqual([4, 3, 3, 3, 3, 4])
})

test('a dear short shift over the peak beats a second long one', () => {
  const long: ShiftPattern = { name: 'long', startIntervals: [0], lengthIntervals: 8, cost: 8 }
  const short: ShiftPattern = { name: 'short', startIntervals: starts(0, 6), lengthIntervals: 2, cost: 3 }
  const schedule = leastCostSchedule({ requirement: [1, 1, 1, 2, 2, 1, 1, 1], patterns: [long, short] })
  expect(schedule.shifts).toEqual([
    { pattern: 'long', startInterval: 0, breakIntervals: [], agents: 1 },
    { pattern: 'short', startInterval: 3, breakIntervals: [], agents: 1 },
  ])
  expect([schedule.cost, schedule.costBound]).toEqual([11, 11])
})

test('a night shift runs over midnight only where the day repeats', () => {
  const night: ShiftPattern = {
    name: 'night',
    startIntervals: [4],
    lengthIntervals: 4,
    breaks: [{ earliestInterval: 2, latestInterval: 2, lengthIntervals: 1 }],
    cost: 1,
  }
  const requirement = [0, 2, 0, 0, 1, 1]
  const round = leastCostSchedule({ requirement, patterns: [night], wraps: true })
  expect(round.staffed).toEqual([0, 2, 0, 0, 2, 2])
  expect(round.shifts).toEqual([{ pattern: 'night', startInterval: 4, breakIntervals: [0], agents: 2 }])
  const cut = leastCostSchedule({ requirement, patterns: [night] })
  expect(cut).toEqual({
    shifts: [],
    cost: 0,
    costBound: 0,
    isOptimal: true,
    staffed: [0, 0, 0, 0, 0, 0],
    uncoverable: [1, 4, 5],
  })
})

test('several breaks follow each other and stay within the shift', () => {
  const pattern: ShiftPattern = {
    name: 'day',
    startIntervals: [1],
    lengthIntervals: 8,
    breaks: [
      { earliestInterval: 1, latestInterval: 4, lengthIntervals: 1 },
      { earliestInterval: 2, latestInterval: 7, lengthIntervals: 2 },
    ],
    cost: 1,
  }
  const { shifts, staffed } = leastCostSchedule({
    requirement: [0, 3, 2, 2, 2, 2, 1, 1, 2, 0],
    patterns: [pattern],
  })
  for (const { breakIntervals } of shifts) {
    const [first, second] = breakIntervals.map((interval) => interval - 1)
    expect(first).toBeGreaterThanOrEqual(1)
    expect(second).toBeGreaterThanOrEqual(first! + 1)
    expect(second).toBeLessThanOrEqual(6)
  }
  expect(staffed.every((agents, i) => agents >= [0, 3, 2, 2, 2, 2, 1, 1, 2, 0][i]!)).toBe(true)
})

describe('a contact centre day of half hours', () => {
  const requirement = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 6, 11, 17, 24, 28, 31, 32, 30, 27, 24, 23, 25, 28, 30, 29,
    27, 24, 20, 17, 15, 14, 13, 12, 10, 8, 6, 5, 3, 2, 0, 0, 0, 0,
  ]
  const patterns: ShiftPattern[] = [
    {
      name: 'full',
      startIntervals: starts(12, 30),
      lengthIntervals: 17,
      breaks: [
        { earliestInterval: 3, latestInterval: 5, lengthIntervals: 1 },
        { earliestInterval: 7, latestInterval: 10, lengthIntervals: 1 },
        { earliestInterval: 12, latestInterval: 14, lengthIntervals: 1 },
      ],
      cost: 8.5,
    },
    { name: 'part', startIntervals: starts(12, 38), lengthIntervals: 8, cost: 4.4 },
  ]

  it('is covered at a cost that is proven to be within 1 % of the least', () => {
    const schedule = leastCostSchedule({ requirement, patterns, effort: 3e7 })
    requirement.forEach((agents, i) => expect(schedule.staffed[i]).toBeGreaterThanOrEqual(agents))
    expect(schedule.uncoverable).toEqual([])
    expect(schedule.cost / schedule.costBound).toBeLessThan(1.01)
  })
})

test.each([
  [{ requirement: [1.5] }, 'requirement[0]'],
  [{ requirement: [1, -1] }, 'requirement[1]'],
  [{ patterns: [] }, 'patterns must not be empty'],
  [{ effort: -1 }, 'effort'],
])('%o is refused', (change, message) => {
  const pattern: ShiftPattern = { name: 'day', startIntervals: [0], lengthIntervals: 1, cost: 1 }
  expect(() => leastCostSchedule({ requirement: [1], patterns: [pattern], ...change })).toThrow(message)
})

test.each([
  [{ startIntervals: [2] }, 'patterns[0].startIntervals[0]'],
  [{ lengthIntervals: 0 }, 'patterns[0].lengthIntervals'],
  [{ lengthIntervals: 3 }, 'patterns[0].lengthIntervals'],
  [{ cost: 0 }, 'patterns[0].cost'],
  [{ cost: NaN }, 'patterns[0].cost'],
  [
    { breaks: [{ earliestInterval: 0, latestInterval: 0, lengthIntervals: 0 }] },
    'patterns[0].breaks[0].lengthIntervals',
  ],
  [{ breaks: [{ earliestInterval: -1, latestInterval: 0, lengthIntervals: 1 }] }, 'earliestInterval'],
  [{ breaks: [{ earliestInterval: 1, latestInterval: 0, lengthIntervals: 1 }] }, 'latestInterval'],
])('a pattern with %o is refused', (change, message) => {
  const pattern: ShiftPattern = { name: 'day', startIntervals: [0], lengthIntervals: 2, cost: 1, ...change }
  expect(() => leastCostSchedule({ requirement: [1, 1], patterns: [pattern] })).toThrow(message)
})
