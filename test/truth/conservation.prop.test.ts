/**
 * Laws that need no table, exact on every path: the customers are the same whatever the policy, so whatever a policy gives
 * to some it takes from others, to the millisecond.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicySpec } from '../../src/engine/policy/policy-spec.js'
import { measureIndex } from '../../src/sim/measures/measure-list.js'
import { type MeasureTable, measure } from '../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../src/sim/scenario-language/scenario-spec.js'
import { parseScenario } from '../../src/sim/scenario/scenario.js'
import { simulate } from '../../src/sim/run/simulate.js'
import { UNIT_MS, centre, pool } from './models.js'
import { times } from '../times.js'

/** Each run simulates some hundreds of contacts, so fewer than usual unless soaked. */

function table(scenario: Omit<ScenarioSpec, 'name'>, seed: number): MeasureTable {
  // Without a warm-up: whose wait falls into it depends on the policy.
  const parsed = parseScenario({ name: 'law', ...scenario, until: 60 * UNIT_MS })
  return measure(parsed, simulate(parsed, seed, 0))
}

/** Numerator of a measure in a row. */
function sum(of: MeasureTable, name: string, row = 'total'): number {
  const place = of.rows.findIndex((each) => each.name === row)
  return of.numerators[place * (of.numerators.length / of.rows.length) + measureIndex(name)]!
}

const names = ['a', 'b', 'c'] as const

/** Any order in which three queues of the same tier and of different ones may be served. */
const anyPolicy: fc.Arbitrary<Omit<Partial<PolicySpec>, 'channels'>> = fc
  .record({
    bands: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
    headStarts: fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 3, maxLength: 3 }),
    ageing: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 3, maxLength: 3 }),
    capMs: fc.constantFrom<number | 'none'>('none', 60_000, 900_000),
    longest: fc.boolean(),
  })
  .map(({ bands, headStarts, ageing, capMs, longest }) => ({
    queues: Object.fromEntries(
      names.map((name, i) => [name, { band: bands[i]!, headStartMs: headStarts[i]! }]),
    ),
    tiers: Object.fromEntries(names.map((name, i) => [`tier-${name}`, { ageingPercent: ageing[i]! }])),
    ageingCapMs: capMs,
    workOrder: longest ? ['queueLength', 'standing'] : ['standing'],
  }))

const kinds = names.map((name, i) => ({ name, load: 1 + i * 0.7, tier: `tier-${name}` }))
const plain = { tiers: Object.fromEntries(names.map((name) => [`tier-${name}`, {}])) }
const seeds = fc.integer({ min: 0, max: 2 ** 31 })

describe('conservation', () => {
  it('with handling times of one length every order makes the same customers wait as long in all', () => {
    fc.assert(
      fc.property(anyPolicy, seeds, fc.integer({ min: 5, max: 6 }), (policy, seed, agents) => {
        const fixed = kinds.map((kind) => ({ ...kind, service: '10min' }) as const)
        const some = table(centre(fixed, [pool('agent', agents)], policy), seed)
        const inOrder = table(centre(fixed, [pool('agent', agents)], plain), seed)
        for (const name of ['offered', 'answered', 'waited', 'unresolved', 'occupancy']) {
          expect(sum(some, name)).toBe(sum(inOrder, name))
        }
        expect(sum(some, 'meanWait')).toBe(sum(inOrder, 'meanWait'))
      }),
      times(20),
    )
  })

  it('one agent is busy at the same instants under every order, whatever the handling times', () => {
    fc.assert(
      fc.property(anyPolicy, seeds, (policy, seed) => {
        const slow = kinds.map((kind) => ({ ...kind, load: kind.load / 6 }))
        const some = table(centre(slow, [pool('agent', 1)], policy), seed)
        const inOrder = table(centre(slow, [pool('agent', 1)], plain), seed)
        expect(sum(some, 'occupancy')).toBe(sum(inOrder, 'occupancy'))
        expect(sum(some, 'talkTime')).toBe(sum(inOrder, 'talkTime'))
      }),
      times(20),
    )
  })

  it('skills that everybody has change nothing; queues without common agents are centres of their own', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 3 }), (seed, agents) => {
        const skilled = centre(kinds, [{ ...pool('agent', agents + 3), skills: { all: 5 } }], {
          ...plain,
          skills: ['all'],
          queues: Object.fromEntries(names.map((name) => [name, { requires: { all: 1 } }])),
        })
        const unskilled = centre(kinds, [pool('agent', agents + 3)], plain)
        for (const row of ['total', ...names]) {
          for (const name of ['answered', 'meanWait', 'waited']) {
            expect(sum(table(skilled, seed), name, row)).toBe(sum(table(unskilled, seed), name, row))
          }
        }
        const apart = table(
          centre(
            kinds,
            names.map((name) => pool(`of-${name}`, agents + 1, [name])),
            plain,
          ),
          seed,
        )
        for (const [i, name] of names.entries()) {
          const alone = table(centre([kinds[i]!], [pool('agent', agents + 1)], plain), seed)
          expect(sum(apart, 'meanWait', name)).toBe(sum(alone, 'meanWait'))
          expect(sum(apart, 'answered', name)).toBe(sum(alone, 'answered'))
        }
      }),
      times(20),
    )
  })

  it('who may be answered by more agents waits no longer in all, and nobody is lost', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 2 }), (seed, more) => {
        const fixed = kinds.map(({ name, load }) => ({ name, load, service: '10min' }) as const)
        const few = table(centre(fixed, [pool('agent', 5)]), seed)
        const many = table(centre(fixed, [pool('agent', 5 + more)]), seed)
        expect(sum(many, 'meanWait')).toBeLessThanOrEqual(sum(few, 'meanWait'))
        const impatient = table(
          centre(
            kinds.map((kind) => ({ ...kind, patience: 0.3 })),
            [pool('agent', 4)],
            plain,
          ),
          seed,
        )
        expect(sum(impatient, 'answered') + sum(impatient, 'abandoned')).toBe(sum(impatient, 'offered'))
      }),
      times(20),
    )
  })
})
