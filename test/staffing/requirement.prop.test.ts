import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  erlangARequirement,
  erlangBRequirement,
  erlangCRequirement,
  grossUp,
  type Requirement,
} from '../../src/staffing/requirement.js'
import { erlangAServiceLevels } from '../../src/staffing/erlang-a.js'
import { offeredLoad } from '../../src/staffing/traffic.js'
import {
  type Centre,
  type NaiveTargets,
  agentsByCounting,
  naiveMeasures,
} from '../model/staffing/staffing-requirement.js'
import { expectClose } from './close.js'
import { times } from '../times.js'

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const centre = fc.record({
  arrivalsPerHour: fc.double({ min: -1, max: 3.3, noNaN: true }).map((power) => 10 ** power),
  meanServiceMs: fc.integer({ min: 20_000, max: 600_000 }),
  meanPatienceMs: fc.integer({ min: 10_000, max: 1_200_000 }),
})
const serviceLevel = fc.record({ atLeast: share(0.05, 0.99), withinMs: fc.integer({ min: 0, max: 120_000 }) })
const atLeastOne = (targets: object) => Object.keys(targets).some((key) => key !== 'shrinkage')

function expectProven(
  answer: Requirement,
  model: 'B' | 'C' | 'A',
  traffic: Centre,
  targets: NaiveTargets,
): void {
  const counted = agentsByCounting(model, traffic, targets)
  if (counted !== answer.agents) {
    // A measure at its limit: by 1e-12 it counts as met, and the twin's sums are good to 1e-9 (see below).
    expect(Math.abs(counted - answer.agents)).toBe(1)
    const isFewer = answer.agents < counted
    const atLimit = answer.proof.some(({ limit, atAgents, atOneLess }) =>
      isFewer ? Math.abs(atAgents - limit) <= 1e-12 * limit : Math.abs(atOneLess! - limit) <= 1e-9 * limit,
    )
    expect(atLimit).toBe(true)
    return
  }
  const now = naiveMeasures(model, traffic, targets, answer.agents)
  const less = naiveMeasures(model, traffic, targets, answer.agents - 1)
  for (const { target, atAgents, atOneLess } of answer.proof) {
    expectClose(atAgents, now[target]!, target, 1e-9)
    if (answer.agents > 1) expectClose(atOneLess!, less[target]!, target, 1e-9)
  }
  expect(answer.proof.some(({ binding }) => binding)).toBe(true)
}

test('B: the first number that meets all targets when counted up from 1', () => {
  const targets = fc
    .record({ pBlock: share(1e-4, 0.9), occupancy: share(0.3, 0.95) }, { requiredKeys: [] })
    .filter(atLeastOne)
  fc.assert(
    fc.property(centre, targets, (traffic, wanted) => {
      expectProven(erlangBRequirement(traffic, wanted), 'B', traffic, wanted)
    }),
  )
})

test('C: the first number that meets all targets when counted up from 1', () => {
  const targets = fc
    .record(
      { serviceLevel, asaMs: fc.integer({ min: 100, max: 300_000 }), occupancy: share(0.3, 0.95) },
      { requiredKeys: [] },
    )
    .filter(atLeastOne)
  fc.assert(
    fc.property(centre, targets, (traffic, wanted) => {
      expectProven(erlangCRequirement(traffic, wanted), 'C', traffic, wanted)
    }),
  )
})

test('A: the first number that meets all targets when counted up from 1', () => {
  const level = fc.record({
    atLeast: share(0.05, 0.99),
    withinMs: fc.integer({ min: 0, max: 60_000 }),
    definition: fc.constantFrom('withAbandons' as const, 'answeredOnly' as const),
  })
  const wanted = fc
    .record(
      {
        serviceLevel: level,
        asaMs: fc.integer({ min: 500, max: 60_000 }),
        pAbandon: share(1e-3, 0.6),
        occupancy: share(0.3, 0.95),
      },
      { requiredKeys: [] },
    )
    .filter(atLeastOne)
  fc.assert(
    fc.property(centre, wanted, (traffic, targets) => {
      expectProven(erlangARequirement(traffic, targets), 'A', traffic, targets)
    }),
    times(60),
  )
})

test('any size: the proof holds, and the answer is the smallest', () => {
  const load = fc.double({ min: 0, max: 6.5, noNaN: true }).map((power) => 10 ** power)
  fc.assert(
    fc.property(load, serviceLevel, share(0.001, 0.2), (arrivalsPerHour, level, pAbandon) => {
      const traffic = { arrivalsPerHour, meanServiceMs: 180_000, meanPatienceMs: 90_000 }
      const answers = [
        erlangCRequirement(traffic, { serviceLevel: level }),
        erlangARequirement(traffic, { serviceLevel: level }),
        erlangARequirement(traffic, { pAbandon }),
      ]
      for (const { proof } of answers) {
        const { target, limit, atAgents, atOneLess } = proof[0]!
        const sign = target === 'serviceLevel' ? 1 : -1
        expect(sign * (atAgents - limit)).toBeGreaterThanOrEqual(-1e-12)
        expect(sign * (atOneLess! - limit)).toBeLessThan(0)
      }
      // Who gives up makes room for others: a gain, unless giving up counts as a miss.
      const answeredOnly = { ...level, definition: 'answeredOnly' as const }
      const { agents } = erlangARequirement(traffic, { serviceLevel: answeredOnly })
      expect(agents).toBeLessThanOrEqual(answers[0]!.agents)
    }),
  )
})

test('from loads of nearly nothing to 1e5, of saints and of the hasty: the proof is what the formulas say, and holds', () => {
  const power = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((x) => 10 ** x)
  const traffic = fc.record({
    arrivalsPerHour: power(-4, 7),
    meanServiceMs: fc.constant(36_000),
    meanPatienceMs: fc.oneof(power(-6, 14), power(3, 6), fc.constant(Infinity)),
  })
  const level = fc.record({
    atLeast: fc.oneof(
      share(0.01, 0.99),
      power(-9, -1),
      power(-9, -1).map((late) => 1 - late),
    ),
    withinMs: fc.oneof(power(-3, 7), fc.integer({ min: 0, max: 60_000 })),
    definition: fc.constantFrom(
      'withAbandons' as const,
      'answeredOnly' as const,
      'excludingShortAbandons' as const,
      'notWaitingLonger' as const,
    ),
  })
  fc.assert(
    fc.property(traffic, level, (centre, serviceLevel) => {
      const { agents, proof } = erlangARequirement(centre, { serviceLevel })
      const { atLeast, withinMs, definition } = serviceLevel
      const at = (n: number) => erlangAServiceLevels({ ...centre, agents: n }, withinMs)[definition]
      expect([proof[0]!.atAgents, proof[0]!.atOneLess]).toEqual([at(agents), at(agents - 1)])
      expect(at(agents)).toBeGreaterThanOrEqual(atLeast * (1 - 1e-12))
      if (centre.meanPatienceMs < Infinity || agents - 1 > offeredLoad(centre)) {
        expect(at(agents - 1)).toBeLessThan(agents === 1 ? Infinity : atLeast)
      }
    }),
    times(500),
  )
})

test('more targets never need fewer agents', () => {
  fc.assert(
    fc.property(centre, serviceLevel, share(0.3, 0.95), (traffic, level, occupancy) => {
      const both = erlangCRequirement(traffic, { serviceLevel: level, occupancy }).agents
      const one = erlangCRequirement(traffic, { serviceLevel: level }).agents
      const other = erlangCRequirement(traffic, { occupancy }).agents
      expect(both).toBe(Math.max(one, other))
    }),
  )
})

test('grossing up leaves enough agents after shrinkage, and not one too many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 99 }), (agents, percent) => {
      const scheduled = grossUp(agents, percent / 100)
      expect(scheduled * (100 - percent)).toBeGreaterThanOrEqual(agents * 100)
      expect((scheduled - 1) * (100 - percent)).toBeLessThan(agents * 100)
    }),
  )
})
