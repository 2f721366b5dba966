import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BitSet } from '../../src/base/bit-matrix.js'
import { Feasibility, neverReason, type DemandTraits, type Traits } from '../../src/routing/feasible.js'

const DISTANCE = [
  [0, 1, 3],
  [1, 0, 2],
  [3, 2, 0],
]
const SLOTS = 70
const SLOT_STEP = 41

const level = fc.integer({ min: 1, max: 4 })
const pairs = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 3 }), level), {
    selector: ([skill]) => skill,
    maxLength: 2,
  })
  .map((found) => found.toSorted(([a], [b]) => a - b).flat())

const demandTraits: fc.Arbitrary<DemandTraits> = fc.record({
  queue: fc.integer({ min: 0, max: 1 }),
  channel: fc.integer({ min: 0, max: 1 }),
  units: fc.integer({ min: 0, max: 3 }),
  all: pairs,
  any: fc.array(
    pairs.filter((entry) => entry.length > 0),
    { maxLength: 2 },
  ),
  region: fc.integer({ min: -1, max: 2 }),
  limit: fc.constantFrom(0, 1, 2, Infinity),
})

/** Two in three say yes, so that a fair share of groups can serve. */
const yes = fc.constantFrom(0, 1, 1)
const groupTraits: fc.Arbitrary<Traits> = fc.record({
  levels: fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 })
    .map((each) => Uint8Array.from(each)),
  queues: fc.tuple(yes, yes).map((each) => Uint8Array.from(each)),
  channels: fc.tuple(yes, yes).map((each) => Uint8Array.from(each)),
  capacityUnits: fc.integer({ min: 1, max: 4 }),
  region: fc.integer({ min: -1, max: 2 }),
})

/** The slot is spread by a step, so that rows and columns grow at once and by bits. */
const slot = fc.nat({ max: SLOTS - 1 }).map((each) => (each * SLOT_STEP) % 97)
const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('demand' as const), slot, traits: demandTraits }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('group' as const), slot, traits: groupTraits }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('removeDemand' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('removeGroup' as const), slot }) },
)

/** Every criterion written out once more, without bits. */
function couldServe(group: Traits, demand: DemandTraits): boolean {
  const reaches = (skill: number, least: number) => group.levels[skill]! >= least
  const skillsOf = (flat: readonly number[]) =>
    Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const)
  return (
    group.queues[demand.queue] === 1 &&
    group.channels[demand.channel] === 1 &&
    demand.units <= group.capacityUnits &&
    skillsOf(demand.all).every(([skill, least]) => reaches(skill, least)) &&
    demand.any.every((entry) => skillsOf(entry).some(([skill, least]) => reaches(skill, least))) &&
    (demand.region < 0 || group.region < 0 || DISTANCE[demand.region]![group.region]! <= demand.limit)
  )
}

test('bits, their transpose and hasAny say what asking every pair says, as demands and groups come and go', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), fc.uniqueArray(slot), (commands, among) => {
      const feasibility = new Feasibility(DISTANCE)
      const demands = new Map<number, DemandTraits>()
      const groups = new Map<number, Traits>()
      let version = 0
      for (const each of commands) {
        if (each.type === 'demand') {
          if (demands.has(each.slot)) feasibility.removeDemand(each.slot)
          feasibility.addDemand(each.slot, each.traits)
          demands.set(each.slot, each.traits)
        } else if (each.type === 'group') {
          if (groups.has(each.slot)) feasibility.removeGroup(each.slot)
          feasibility.addGroup(each.slot, each.traits)
          groups.set(each.slot, each.traits)
        } else if (each.type === 'removeDemand') {
          if (demands.delete(each.slot)) feasibility.removeDemand(each.slot)
        } else if (groups.delete(each.slot)) {
          feasibility.removeGroup(each.slot)
        }
        version++
        const present = new BitSet(128)
        for (const group of groups.keys()) if (among.includes(group)) present.set(group)
        const known = [...demands.keys()]
        const expected = known.map((demand) =>
          [...groups].some(([group, found]) => present.has(group) && couldServe(found, demands.get(demand)!)),
        )
        expect(known.map((demand) => feasibility.hasAny(demand, present, version))).toEqual(expected)
        const nobody = new BitSet(128)
        expect(known.map((demand) => feasibility.hasAny(demand, nobody, version))).toEqual(expected)
      }
      const wrong: string[] = []
      for (let demand = 0; demand < 97; demand++) {
        for (let group = 0; group < 97; group++) {
          const wanted = demands.get(demand)
          const found = groups.get(group)
          const expected = wanted !== undefined && found !== undefined && couldServe(found, wanted)
          const { ofDemand, ofGroup } = feasibility
          const bits = [
            feasibility.has(demand, group),
            ofDemand.has(demand, group),
            ofGroup.has(group, demand),
          ]
          if (bits.some((bit) => bit !== expected))
            wrong.push(`demand ${demand}, group ${group}: ${bits.join()}`)
        }
      }
      expect(wrong).toEqual([])
    }),
  )
})

test('a reason is given exactly where the bits say no, and it is the first thing that is wrong', () => {
  fc.assert(
    fc.property(demandTraits, groupTraits, (demand, group) => {
      const reason = neverReason(demand, group, DISTANCE)
      expect(reason === undefined).toBe(couldServe(group, demand))
      expect(new Feasibility(DISTANCE).meetsAll(demand, group)).toBe(reason === undefined)
      const lenient: Partial<Record<string, DemandTraits>> = {
        capacity: { ...demand, units: 0 },
        skill: { ...demand, all: [], any: [] },
        region: { ...demand, region: -1 },
      }
      const served: Traits = { ...group, queues: Uint8Array.of(1, 1), channels: Uint8Array.of(1, 1) }
      if (reason === 'queue') expect(group.queues[demand.queue]).toBe(0)
      else if (reason === 'channel') expect(group.channels[demand.channel]).toBe(0)
      else if (reason !== undefined) expect(neverReason(lenient[reason]!, served, DISTANCE)).not.toBe(reason)
    }),
  )
})

test('a slot in use is not taken twice', () => {
  const feasibility = new Feasibility([])
  const traits: DemandTraits = { queue: 0, channel: 0, units: 1, all: [], any: [], region: -1, limit: 0 }
  const group: Traits = {
    levels: new Uint8Array(0),
    queues: Uint8Array.of(1),
    channels: Uint8Array.of(1),
    capacityUnits: 1,
    region: -1,
  }
  feasibility.addDemand(0, traits)
  feasibility.addGroup(0, group)
  expect(() => feasibility.addDemand(0, traits)).toThrow('taken')
  expect(() => feasibility.addGroup(0, group)).toThrow('taken')
})
