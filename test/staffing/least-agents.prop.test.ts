import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMet, leastAgents, type LeastAgents, type Target } from '../../src/staffing/least-agents.js'
import { times } from '../times.js'

/** What measures do on their way through a limit of 1 / 2 at the agents `at`; all improve with more agents. */
const shapes: Readonly<Record<string, (distance: number, width: number) => number>> = {
  step: (distance) => (distance < 0 ? 0 : 1),
  logistic: (distance, width) => 1 / (1 + Math.exp(-distance / width)),
  steepBefore: (distance, width) => (distance < 0 ? 0 : 1 - 0.5 * Math.exp(-distance / width)),
  steepAfter: (distance, width) => (distance < 0 ? 0.5 * Math.exp(distance / width) : 1),
  flat: (distance, width) => 0.5 + 1e-6 * Math.tanh(distance / width),
  terrace: (distance, width) => 1 / (1 + Math.exp(-Math.floor(distance / width))),
}
const scales: Readonly<Record<string, (value: number) => number>> = {
  logit: (value) => Math.log(value / (1 - value)),
  plain: (value) => value,
  none: () => 0,
  unknown: () => NaN,
  wrongWay: (value) => -value,
}
const number = fc.oneof(
  fc.double({ min: -10, max: 4000, noNaN: true }),
  fc.constantFrom(NaN, Infinity, -Infinity, 1e300, 0),
)
const search = fc.record({
  shape: fc.constantFrom(...Object.keys(shapes)),
  scale: fc.constantFrom(...Object.keys(scales)),
  at: fc.double({ min: 0, max: 3000, noNaN: true }),
  width: fc.double({ min: -1, max: 3, noNaN: true }).map((power) => 10 ** power),
  guess: number,
  unit: number,
  least: fc.integer({ min: 1, max: 50 }),
  atLeast: fc.boolean(),
})

function counted(target: Target, least: number): LeastAgents {
  for (let agents = least; ; agents++) {
    const atAgents = target.measure(agents)
    if (!isMet(target, atAgents)) continue
    return { agents, atAgents, atOneLess: agents === least ? undefined : target.measure(agents - 1) }
  }
}

/** The target, and the numbers of agents that were measured. */
function targetOf(
  shape: string,
  scale: string,
  at: number,
  width: number,
  hints: Pick<Target, 'guess' | 'unit' | 'atLeast'>,
): { target: Target; measured: number[] } {
  const measured: number[] = []
  const measure = (agents: number): number => {
    measured.push(agents)
    const value = shapes[shape]!(agents - at, width)
    return hints.atLeast ? value : 1 - value
  }
  const rising = scales[scale]!
  const target = { ...hints, limit: 0.5, measure, scale: hints.atLeast ? rising : (v: number) => -rising(v) }
  return { target, measured }
}

test('whatever guess, unit and scale say, the answer and its proof are those of counting up', () => {
  fc.assert(
    fc.property(search, ({ shape, scale, at, width, least, ...hints }) => {
      const { target } = targetOf(shape, scale, at, width, hints)
      expect(leastAgents(target, least)).toEqual(counted(target, least))
    }),
    times(1000),
  )
})

test('the most hostile hints cost a few measurements for each doubling of the agents', () => {
  fc.assert(
    fc.property(
      search,
      fc.integer({ min: 0, max: 40 }),
      ({ shape, scale, at, width, least, ...hints }, power) => {
        const far = at * 2 ** power
        const { target, measured } = targetOf(shape, scale, far, width, hints)
        const { agents } = leastAgents(target, least)
        expect(new Set(measured).size).toBe(measured.length)
        const from = Math.min(Math.max(least, hints.guess || 0), Number.MAX_SAFE_INTEGER)
        expect(measured.length).toBeLessThanOrEqual(10 + 4 * Math.log2(Math.max(agents, from)))
      },
    ),
    times(1000),
  )
})

test('a straight line needs three measurements, a good guess two', () => {
  const measured: number[] = []
  const line = (guess: number): Target => ({
    limit: 700,
    atLeast: true,
    measure: (agents) => {
      measured.push(agents)
      return 2 * agents + 0.5
    },
    guess,
    unit: 1,
    scale: (value) => value,
  })
  leastAgents(line(349.8), 1)
  expect(measured.splice(0)).toEqual([350, 349])
  leastAgents({ ...line(347.3), unit: 0.5 }, 1)
  expect(measured.splice(0)).toEqual([348, 350, 349])
})

test('nothing below the least is measured, and a measure that is never met is refused', () => {
  const never = { limit: 0.5, atLeast: true, measure: () => 0, guess: 3, unit: 1, scale: (v: number) => v }
  expect(() => leastAgents(never, 1)).toThrow('no number of agents meets the targets')
  expect(leastAgents({ ...never, measure: () => 1 }, 4)).toEqual({
    agents: 4,
    atAgents: 1,
    atOneLess: undefined,
  })
})
