import { expect, test } from 'vitest'
import { Demands, type DemandShape, type QueueShape, type Step } from '../../src/routing/demand.js'
import { Feasibility, type Traits } from '../../src/routing/feasible.js'
import { NO_NEED, type Need } from '../../src/routing/need.js'
import { TERMS } from '../../src/routing/rank.js'

const plainQueue: QueueShape = { region: 'soft', steps: [], order: 0 }

function demandsOf(parts: Partial<DemandShape> = {}, regions = 0) {
  const feasibility = new Feasibility(
    Array.from({ length: regions }, () => Array.from({ length: regions }, () => 0)),
  )
  const demands = new Demands(
    {
      channels: [{ units: 1, capacityClass: 0, hardClass: 0 }],
      queues: [plainQueue],
      regions,
      orders: [['longestIdle']],
      fitFirst: false,
      ...parts,
    },
    feasibility,
  )
  return { feasibility, demands }
}

/** Needs that all differ. */
function need(number: number): Need {
  return { ...NO_NEED, all: [number % 50, 1 + Math.floor(number / 50)] }
}

const everySkill: Traits = {
  levels: new Uint8Array(50).fill(100),
  queues: Uint8Array.of(1),
  channels: Uint8Array.of(1),
  capacityUnits: 1,
  region: -1,
}

test('equal needs share a chain and a demand; standing and passing chains do not', () => {
  const { demands } = demandsOf()
  const chain = demands.chainOf(0, need(1), false, false)
  expect(demands.chainOf(0, { ...need(1) }, false, false)).toBe(chain)
  expect(demands.chainOf(0, need(2), false, false)).not.toBe(chain)
  expect(demands.chainOf(0, need(1), true, false)).not.toBe(chain)
  expect(demands.demandOf(chain, 0, 0, -1)).toBe(demands.demandOf(chain, 0, 0, -1))
})

test('each step, channel and region is a demand of its own, with what it asks for', () => {
  const steps: Step[] = [
    { afterMs: 1000, drop: [], lower: [1, 2], limit: 5 },
    { afterMs: 2000, drop: [1], lower: [], limit: 0 },
  ]
  const { demands } = demandsOf(
    {
      channels: [
        { units: 1, capacityClass: 0, hardClass: 0 },
        { units: 3, capacityClass: 1, hardClass: 1 },
      ],
      queues: [{ region: 'hard', steps, order: 1 }],
      orders: [['longestIdle'], ['region', 'load']],
    },
    2,
  )
  const chain = demands.chainOf(0, { ...NO_NEED, all: [1, 5] }, true, false)
  const seen = new Set<number>()
  for (let step = 0; step < 3; step++) {
    for (let channel = 0; channel < 2; channel++) {
      for (let region = -1; region < 2; region++) seen.add(demands.demandOf(chain, step, channel, region))
    }
  }
  expect(seen.size).toBe(18)
  const asked = [0, 1, 2].map((step) => demands.list[demands.demandOf(chain, step, 1, 1)]!)
  expect(asked.map((demand) => demand.traits)).toEqual([
    { queue: 0, channel: 1, units: 3, all: [1, 5], any: [], region: 1, limit: 0 },
    { queue: 0, channel: 1, units: 3, all: [1, 2], any: [], region: 1, limit: 5 },
    { queue: 0, channel: 1, units: 3, all: [], any: [], region: 1, limit: 5 },
  ])
  expect(asked.map((demand) => demand.line)).toEqual([3, 3, 3])
  expect(asked.map((demand) => Array.from(demand.terms, (term) => TERMS[term]))).toEqual([
    ['region', 'load', 'signIn'],
    ['ring', 'region', 'load', 'signIn'],
    ['ring', 'region', 'load', 'signIn'],
  ])
  expect(new Set(asked.map((demand) => demand.stamp)).size).toBe(3)
  for (const { slot } of asked) expect([demands.capacityClass[slot], demands.queue[slot]]).toEqual([1, 0])
  const nowhere = demands.list[demands.demandOf(chain, 1, 0, -1)]!
  expect(Array.from(nowhere.terms, (term) => TERMS[term])).toEqual(['ring', 'load', 'signIn'])
})

test('a queue that ignores regions asks for none', () => {
  const { demands } = demandsOf({ queues: [{ ...plainQueue, region: 'any' }] }, 2)
  const chain = demands.chainOf(0, NO_NEED, true, false)
  expect(demands.list[demands.demandOf(chain, 0, 0, 1)]!.traits).toMatchObject({
    region: -1,
    limit: Infinity,
  })
})

test('chains that nobody uses are given back in batches, and their slots are used again', () => {
  const { demands, feasibility } = demandsOf()
  feasibility.addGroup(0, everySkill)
  for (let i = 0; i < 5000; i++) {
    const chain = demands.chainOf(0, need(i), false, false)
    demands.use(chain)
    const demand = demands.demandOf(chain, 0, 0, -1)
    expect(feasibility.has(demand, 0)).toBe(true)
    expect(demands.list[demand]!.traits.all).toEqual(need(i).all)
    demands.leave(chain)
  }
  expect(demands.chains.length).toBeLessThanOrEqual(65)
  expect(demands.list.length).toBeLessThanOrEqual(65)
  let marked = 0
  for (let demand = 0; demand < demands.list.length; demand++) {
    expect(feasibility.has(demand, 0)).toBe(demands.list[demand] !== undefined)
    if (demands.list[demand] !== undefined) marked++
  }
  expect(feasibility.ofGroup.count(0)).toBe(marked)
})

test('a chain in use is one, however many use it: those that nobody uses are given back as ever', () => {
  const { demands } = demandsOf()
  const used = demands.chainOf(0, need(0), false, false)
  for (let i = 0; i < 5000; i++) demands.use(used)
  for (let i = 1; i < 2000; i++) demands.chainOf(0, need(i), false, false)
  expect(demands.chains.length).toBeLessThanOrEqual(2 + 2 * 65)
  // They had no demands to give back.
  expect(demands.demandOf(used, 0, 0, -1)).toBe(0)
  for (let i = 0; i < 5000; i++) demands.leave(used)
})

test('what is in use, and what the policy asks for, stays', () => {
  const { demands, feasibility } = demandsOf()
  feasibility.addGroup(0, everySkill)
  const standing = demands.chainOf(0, need(0), true, false)
  const standingDemand = demands.demandOf(standing, 0, 0, -1)
  const used = Array.from({ length: 30 }, (_, i) => demands.chainOf(0, need(1 + i), false, false))
  for (const chain of used) {
    demands.use(chain)
    demands.use(chain)
    demands.leave(chain)
  }
  const kept = used.map((chain) => demands.demandOf(chain, 0, 0, -1))
  const stamps = kept.map((demand) => demands.list[demand]!.stamp)
  for (let i = 100; i < 2000; i++) demands.demandOf(demands.chainOf(0, need(i), false, false), 0, 0, -1)
  expect(demands.chainOf(0, need(0), true, false)).toBe(standing)
  expect(demands.demandOf(standing, 0, 0, -1)).toBe(standingDemand)
  expect(used.map((_, i) => demands.chainOf(0, need(1 + i), false, false))).toEqual(used)
  expect(kept.map((demand) => demands.list[demand]!.stamp)).toEqual(stamps)
  for (const demand of kept) expect(feasibility.has(demand, 0)).toBe(true)
  expect(demands.chains.length).toBeLessThan(31 + 2 * 65)
  for (const chain of used) demands.leave(chain)
  expect(() => demands.leave(used[0]!)).toThrow('too often')
})

test('a chain that is used again is not counted as unused', () => {
  const { demands } = demandsOf()
  const first = demands.chainOf(0, need(0), false, false)
  for (let i = 0; i < 1000; i++) {
    demands.use(first)
    demands.leave(first)
  }
  const others = Array.from({ length: 62 }, (_, i) => demands.chainOf(0, need(1 + i), false, false))
  expect(demands.chainOf(0, need(0), false, false)).toBe(first)
  expect(others.map((_, i) => demands.chainOf(0, need(1 + i), false, false))).toEqual(others)
})
