import { describe, expect, it } from 'vitest'
import {
  type Caller,
  Customers,
  newCaller,
  profileIndex,
  profilesOf,
} from '../../../src/sim/customers/customers.js'
import type { Scenario } from '../../../src/sim/scenario/scenario.js'
import type { DemandSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

const mixed: DemandSpec = {
  arrivals: { perHour: 600 },
  channel: { phone: 1, chat: 3 },
  tier: { core: 1, potential: 2, regular: 7 },
  issue: { repair: 1, complaint: 1 },
  region: { north: 1, south: 1 },
  emotion: { 0: 8, 50: 1, 90: 1 },
  patience: [
    { channel: 'chat', time: { law: 'exponential', mean: '10min' } },
    { time: { law: 'exponential', mean: '2min' } },
  ],
}
const policy = {
  channels: { phone: { exclusive: true }, chat: {} },
  skills: [],
  queues: { calls: {}, more: {} },
  regions: ['north', 'south'],
}
const scenario = smallScenario({
  policy,
  until: '100h',
  demand: { calls: mixed, more: { ...mixed, arrivals: { perHour: 7 } } },
})

const { bot } = smallScenario({ bot: { on: true, containment: 0.5 } })

function source(of: Scenario, queue = 0, seed = 1, replication = 0): Customers {
  return new Customers(of.demand[queue]!, of, profilesOf(of.policy.normal), seed, replication)
}

function drawn(from: Customers, count: number): (Caller & { atMs: number })[] {
  return Array.from({ length: count }, () => {
    const atMs = from.nextAtMs
    const caller = newCaller()
    from.draw(caller)
    return { ...caller, atMs }
  })
}

/** What a customer is, apart from when. */
function person(caller: Caller & { atMs: number }): Caller {
  return { ...caller, atMs: 0 } as Caller
}

describe('customers', () => {
  it('are the same for the same seed and replication, others otherwise', () => {
    const first = drawn(source(scenario), 50)
    expect(drawn(source(scenario), 50)).toEqual(first)
    expect(drawn(source(scenario, 0, 2), 50)).not.toEqual(first)
    expect(drawn(source(scenario, 0, 1, 1), 50)).not.toEqual(first)
    expect(drawn(source(scenario, 1), 50).map(person)).not.toEqual(first.map(person))
  })

  it('customer k is the same person at any volume, and whoever else there is', () => {
    const base = drawn(source(scenario), 50)
    const tripled = smallScenario({ policy, until: '100h', scale: 3, demand: { calls: mixed } })
    const faster = drawn(source(tripled), 50)
    expect(faster.map(person)).toEqual(base.map(person))
    faster.forEach(({ atMs }, k) => expect(Math.abs(atMs - base[k]!.atMs / 3)).toBeLessThan(2))
  })

  it('have the mix that was asked for', () => {
    const all = drawn(source({ ...scenario, bot }, 0, 3), 20_000)
    const share = (is: (caller: Caller) => boolean): number => all.filter(is).length / all.length
    expect(share(({ channel }) => channel === 1)).toBeCloseTo(0.75, 1)
    expect(share(({ tier }) => tier === 0)).toBeCloseTo(0.1, 1)
    expect(share(({ issue }) => issue === 3)).toBeCloseTo(0.5, 1)
    expect(share(({ region }) => region === 0)).toBeCloseTo(0.5, 1)
    expect(share(({ emotion }) => emotion === 90)).toBeCloseTo(0.1, 1)
    expect(new Set(all.map(({ emotion }) => emotion))).toEqual(new Set([0, 50, 90]))
    const patience = (channel: number): number => {
      const some = all.filter((caller) => caller.channel === channel)
      return some.reduce((sum, { patienceMs }) => sum + patienceMs, 0) / some.length
    }
    expect(patience(0) / 120_000).toBeCloseTo(1, 1)
    expect(patience(1) / 600_000).toBeCloseTo(1, 1)
    expect(all.at(-1)!.atMs / 20_000 / 6_000).toBeCloseTo(1, 1)
    expect(all[0]!.botUniform).not.toBe(all[1]!.botUniform)
  })

  it('come in batches of the sizes asked for, as many in all, and each the same person', () => {
    const batch = { 1: 6, 3: 3, 10: 1 }
    const batched = smallScenario({ policy, until: '100h', demand: { calls: { ...mixed, batch } } })
    const all = drawn(source(batched, 0, 4), 25_000)
    const base = drawn(source(scenario, 0, 4), 25_000)
    expect(all.map(person)).toEqual(base.map(person))
    expect(all.at(-1)!.atMs / 25_000 / 6_000).toBeCloseTo(1, 1)
    const sizes = new Map<number, number>()
    let size = 0
    all.forEach(({ atMs }, k) => {
      size++
      if (all[k + 1]?.atMs === atMs) return
      sizes.set(size, (sizes.get(size) ?? 0) + 1)
      size = 0
    })
    const batches = [...sizes.values()].reduce((sum, each) => sum + each, 0)
    // Two batches within one millisecond look like one; some are.
    expect(sizes.get(1)! / batches).toBeCloseTo(0.6, 1)
    expect(sizes.get(3)! / batches).toBeCloseTo(0.3, 1)
    expect(sizes.get(10)! / batches).toBeCloseTo(0.1, 1)
  })

  it('are recognised as often as is said, else as one of the others, as often as those are', () => {
    const misread = smallScenario({
      policy,
      until: '100h',
      emotionAccuracy: 0.7,
      demand: { calls: { ...mixed, emotion: { 0: 5, 50: 2, 90: 3 } } },
    })
    const all = drawn(source(misread, 0, 6), 20_000)
    const share = (emotion: number, told: number): number => {
      const some = all.filter(({ trueEmotion }) => trueEmotion === emotion)
      return some.filter((caller) => caller.emotion === told).length / some.length
    }
    const expected = [
      [0.7, 0.3 * 0.4, 0.3 * 0.6],
      [(0.3 * 5) / 8, 0.7, (0.3 * 3) / 8],
      [(0.3 * 5) / 7, (0.3 * 2) / 7, 0.7],
    ]
    const scores = [0, 50, 90]
    expected.forEach((row, i) =>
      row.forEach((exact, j) => {
        expect(Math.abs(share(scores[i]!, scores[j]!) - exact)).toBeLessThan(4 * Math.sqrt(0.25 / 4_000))
      }),
    )
    // The customers themselves are the same ones.
    const right = drawn(source({ ...misread, queues: scenario.queues }, 0, 6), 20_000)
    expect(all.map(({ trueEmotion }) => trueEmotion)).toEqual(right.map(({ emotion }) => emotion))
  })

  it('without a choice have what is stated, and stop at the end', () => {
    const only = source(
      smallScenario({ ...smallSpec, until: '10min', demand: { calls: { arrivals: { perHour: 60 } } } }),
    )
    const caller = newCaller()
    while (only.nextAtMs < Infinity) {
      expect(only.nextAtMs).toBeLessThan(600_000)
      only.draw(caller)
    }
    expect(caller).toMatchObject({
      queue: 0,
      channel: 0,
      tier: 2,
      issue: -1,
      region: -1,
      emotion: 0,
      patienceMs: Infinity,
    })
  })

  it('profiles are found where their index says', () => {
    const { normal } = scenario.policy
    const profiles = profilesOf(normal)
    expect(profiles[profileIndex(normal, -1, 1, 2)]).toEqual({
      issue: null,
      channel: 'chat',
      tier: 'regular',
    })
    expect(profiles[profileIndex(normal, 1, 0, 0)]).toEqual({
      issue: 'repair',
      channel: 'phone',
      tier: 'core',
    })
    expect(profiles.length).toBe(6 * 2 * 3)
  })
})
