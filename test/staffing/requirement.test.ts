import { describe, expect, it, test } from 'vitest'
import {
  erlangARequirement,
  erlangBRequirement,
  erlangCRequirement,
  grossUp,
} from '../../src/staffing/requirement.js'
import { expectClose } from './close.js'

describe('Erlang C', () => {
  // Search over exact Erlang C: calls, interval s, AHT s, target, threshold s -> agents, level there and with one less.
  it.each([
    [100, 1800, 180, 0.8, 20, 14, 0.8883500191794669, 0.7955947884177831],
    [100, 1800, 180, 0.7, 30, 13, 0.8269747239232541, 0.6779992666871321],
    [10, 1800, 300, 0.9, 10, 4, 0.9051924498858213, 0.7132707616597634],
    [250, 1800, 300, 0.8, 20, 48, 0.8349274004433046, 0.7742974865746513],
    [120, 3600, 900, 0.7, 30, 35, 0.7591061463425959, 0.6706016929254187],
  ])(
    '%d calls in %d s of %d s, %d within %d s: %d agents',
    (calls, interval, aht, atLeast, within, agents, at, less) => {
      const traffic = { arrivalsPerHour: (calls * 3600) / interval, meanServiceMs: aht * 1000 }
      const answer = erlangCRequirement(traffic, { serviceLevel: { atLeast, withinMs: within * 1000 } })
      expect([answer.agents, answer.scheduledAgents]).toEqual([agents, agents])
      expectClose(answer.proof[0]!.atAgents, at)
      expectClose(answer.proof[0]!.atOneLess!, less)
    },
  )

  // pyworkforce, test_erlang.py: the first case with at most 70 % occupancy and 30 % shrinkage needs 15, scheduled 22.
  it('takes an occupancy cap and shrinkage, and names the target that binds', () => {
    const answer = erlangCRequirement(
      { arrivalsPerHour: 200, meanServiceMs: 180_000 },
      { serviceLevel: { atLeast: 0.8, withinMs: 20_000 }, occupancy: 0.7, shrinkage: 0.3 },
    )
    expect([answer.agents, answer.scheduledAgents, answer.load]).toEqual([15, 22, 10])
    const bound = answer.proof.filter(({ binding }) => binding)
    expect(
      bound.map(({ target, limit, atAgents, atOneLess }) => [target, limit, atAgents, atOneLess]),
    ).toEqual([['occupancy', 0.7, 10 / 15, 10 / 14]])
  })

  // call-center-tools 1.0.0 (PyPI page): 1000 calls an hour of 2 minutes, 80/20, 85 %, 30 %: 40 agents, 58 scheduled.
  it('agrees with a published calculator', () => {
    const answer = erlangCRequirement(
      { arrivalsPerHour: 1000, meanServiceMs: 120_000 },
      { serviceLevel: { atLeast: 0.8, withinMs: 20_000 }, occupancy: 0.85, shrinkage: 0.3 },
    )
    expect([answer.agents, answer.scheduledAgents]).toEqual([40, 58])
  })

  it('meets the users target of a mean wait of 90 s', () => {
    const traffic = { arrivalsPerHour: 200, meanServiceMs: 180_000 }
    const { agents, proof } = erlangCRequirement(traffic, { asaMs: 90_000 })
    expect(agents).toBe(12)
    expectClose(proof[0]!.atOneLess!, 122_781.27684407983, 'with 11 agents')
  })
})

// Search over B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)).
test('Erlang B: 1000 Erlangs with 1 % loss need 1029 lines', () => {
  const { agents, proof } = erlangBRequirement(
    { arrivalsPerHour: 1000, meanServiceMs: 3_600_000 },
    { pBlock: 0.01 },
  )
  expect(agents).toBe(1029)
  expectClose(proof[0]!.atAgents, 0.00994188646407621)
  expectClose(proof[0]!.atOneLess!, 0.01033292998831954)
})

test('Erlang A: 48 calls a minute with at most 3 % abandonment, then 95 % within 20 s', () => {
  const traffic = { arrivalsPerHour: 2880, meanServiceMs: 60_000, meanPatienceMs: 120_000 }
  const abandonment = erlangARequirement(traffic, { pAbandon: 0.031 })
  expect(abandonment.agents).toBe(50)
  expectClose(abandonment.proof[0]!.atAgents, 0.030912249162193216)
  const { agents } = erlangARequirement(traffic, { serviceLevel: { atLeast: 0.943, withinMs: 20_000 } })
  expect(agents).toBe(50)
  const lenient = { atLeast: 0.943, withinMs: 20_000, definition: 'answeredOnly' as const }
  expect(erlangARequirement(traffic, { serviceLevel: lenient }).agents).toBeLessThan(50)
})

test('rounding never costs an agent', () => {
  expect([grossUp(7, 0.3), grossUp(9, 0.1), grossUp(33, 0.34), grossUp(5, 0), grossUp(0, 0.9)]).toEqual([
    10, 10, 50, 5, 0,
  ])
  // 17 Erlangs at 85 % are 20 agents, although the load comes out as 17.000000000000004.
  const traffic = { arrivalsPerHour: 17 * (1 + 2 ** -52), meanServiceMs: 3_600_000 }
  expect(erlangCRequirement(traffic, { occupancy: 0.85 }).agents).toBe(20)
})

test('nobody arrives: nobody is needed', () => {
  const none = { arrivalsPerHour: 0, meanServiceMs: 1000, meanPatienceMs: 1000 }
  for (const answer of [
    erlangBRequirement(none, { pBlock: 0.1 }),
    erlangCRequirement(none, { asaMs: 1 }),
    erlangARequirement(none, { pAbandon: 0.1 }),
  ]) {
    expect([
      answer.agents,
      answer.scheduledAgents,
      answer.proof[0]!.atOneLess,
      answer.proof[0]!.binding,
    ]).toEqual([0, 0, undefined, false])
  }
})

test('a single agent is proven against none', () => {
  const traffic = { arrivalsPerHour: 1, meanServiceMs: 1000, meanPatienceMs: 10_000 }
  const answer = erlangARequirement(traffic, { occupancy: 0.5, asaMs: 5, pAbandon: 0.5 })
  expect(answer.agents).toBe(1)
  expect(answer.proof.map(({ target, atOneLess }) => [target, atOneLess])).toEqual([
    ['occupancy', Infinity],
    ['asaMs', Infinity],
    ['pAbandon', 1],
  ])
})

test('refuses targets out of range, missing, or impossible to judge', () => {
  const traffic = { arrivalsPerHour: 100, meanServiceMs: 180_000, meanPatienceMs: Infinity }
  const level = (atLeast: number, withinMs: number) => ({ serviceLevel: { atLeast, withinMs } })
  expect(() => erlangCRequirement(traffic, {})).toThrow('at least one target')
  expect(() => erlangCRequirement(traffic, { shrinkage: 0.3 })).toThrow('at least one target')
  expect(() => erlangCRequirement(traffic, level(1, 0))).toThrow('serviceLevel.atLeast')
  expect(() => erlangCRequirement(traffic, level(0.8, -1))).toThrow('withinMs')
  expect(() => erlangCRequirement(traffic, level(0.8, Infinity))).toThrow('withinMs')
  expect(() => erlangCRequirement(traffic, { asaMs: 0 })).toThrow('asaMs')
  expect(() => erlangCRequirement(traffic, { occupancy: 1 })).toThrow('occupancy')
  expect(() => erlangCRequirement(traffic, { asaMs: 5, shrinkage: 1 })).toThrow('shrinkage')
  expect(() => erlangBRequirement(traffic, { pBlock: 0 })).toThrow('pBlock')
  expect(() => erlangARequirement(traffic, { pAbandon: 1.5 })).toThrow('pAbandon')
  expect(() => erlangARequirement(traffic, { pAbandon: 0.5 })).toThrow('finite meanPatienceMs')
  expect(() => erlangCRequirement({ ...traffic, arrivalsPerHour: Infinity }, { asaMs: 5 })).toThrow('finite')
  expect(() => grossUp(1.5, 0)).toThrow('agents')
})
