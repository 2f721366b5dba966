/** Customers come to tiers as the library scores them, and a run knows only the mix. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { fitRfm, scoreRfm, tierOf } from '../../../src/routing/rfm.js'
import { readCustomers, tierMixOf } from '../../../src/sim/records/customer-base.js'
import { Customers, newCaller, profilesOf } from '../../../src/sim/customers/customers.js'
import type { CustomerSpec, RfmSpec } from '../../../src/sim/scenario-language/rfm-spec.js'
import { checkScenario, parseScenario, type Scenario } from '../../../src/sim/scenario/scenario.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

const cuts = { recency: [180, 90, 30, 7], frequency: [1, 2, 4, 8], monetary: [50, 100, 400, 900] }
const customers: readonly CustomerSpec[] = [
  { days: 5, purchases: 9, spend: 1_000, contacts: 2 },
  { days: 40, purchases: 1, spend: 150, contacts: 3 },
  { days: 300, purchases: 1, spend: 20, contacts: 5 },
]

const customer = fc.oneof(
  fc.record({
    days: fc.integer({ min: 0, max: 400 }),
    purchases: fc.integer({ min: 1, max: 12 }),
    spend: fc.integer({ min: 0, max: 2_000 }),
    contacts: fc.integer({ min: 1, max: 9 }),
  }),
  fc.constant<Required<CustomerSpec>>({ days: 'never', purchases: 0, spend: 0, contacts: 1 }),
)
const base = fc
  .array(customer, { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((each) => each.purchases > 0))

function tiersOfFirst(scenario: Scenario, count: number): number[] {
  const source = new Customers(scenario.demand[0]!, scenario, profilesOf(scenario.policy.normal), 3, 0)
  const caller = newCaller()
  return Array.from({ length: count }, () => {
    source.draw(caller)
    return caller.tier
  })
}

function told(rfm: unknown): string[] {
  return checkScenario({ ...smallSpec, rfm }).map(faultText)
}

describe('customers', () => {
  it('come to the contacts of their tiers, listed or in a file', () => {
    fc.assert(
      fc.property(base, (list) => {
        const inputs = list.map(({ days, purchases, spend }) => ({
          daysSinceLastPurchase: days === 'never' ? Infinity : days,
          purchases,
          spend,
        }))
        const fitted = fitRfm(inputs)
        const expected: Record<string, number> = {}
        list.forEach(({ contacts }, i) => {
          const tier = tierOf(scoreRfm(inputs[i]!, fitted))
          expected[tier] = (expected[tier] ?? 0) + contacts
        })
        expect(tierMixOf({ customers: list })).toEqual(expected)
        const rows = list.map(
          ({ days, purchases, spend, contacts }) =>
            `${days === 'never' ? '' : days},${spend},${purchases},${contacts}`,
        )
        const text = ['last,spend,purchases,calls', ...rows].join('\n')
        const columns = { days: 'last', contacts: 'calls' }
        expect(readCustomers({ columns }, text)).toEqual({ tiers: expected, faults: [] })
      }),
    )
  })

  it('are scored by the cuts and rules of the scenario', () => {
    expect(tierMixOf({ customers, cuts })).toEqual({ core: 2, potential: 3, regular: 5 })
    const rules = [{ tier: 'core', total: 3 }] as const
    expect(tierMixOf({ customers, cuts, rules })).toEqual({ core: 10 })
  })

  it('are the same in a run as the mix that they come to', () => {
    const mix = { core: 2, potential: 3, regular: 5 }
    const scored = smallScenario({ rfm: { customers, cuts } })
    const { calls } = smallSpec.demand as { calls: object }
    const stated = parseScenario({ ...smallSpec, demand: { calls: { ...calls, tier: mix } } })
    expect(scored).toEqual(stated)
    const tiers = tiersOfFirst(scored, 20_000)
    expect(tiers).toEqual(tiersOfFirst(stated, 20_000))
    const core = tiers.filter((tier) => tier === 0).length / tiers.length
    expect(Math.abs(core - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / tiers.length))
  })

  it('give way to a tier that a queue states', () => {
    const { calls } = smallSpec.demand as { calls: object }
    const spec = { ...smallSpec, rfm: { customers, cuts }, demand: { calls: { ...calls, tier: 'core' } } }
    expect(parseScenario(spec).demand[0]!.tier.names).toEqual(['core'])
  })

  it.each<[string, unknown, string]>([
    ['nothing', {}, 'rfm: must have exactly one of file, customers and tiers'],
    ['two things', { customers, tiers: { core: 1 } }, 'rfm: must have exactly one of'],
    ['a file that was not read', { file: 'x.csv' }, 'rfm.file: was not read'],
    ['an unknown tier', { tiers: { gold: 1 } }, 'rfm.tiers.gold: unknown tier "gold"'],
    ['no contacts', { tiers: { core: 0 } }, 'rfm.tiers: must have a weight above 0'],
    [
      'cuts that fall',
      { customers, cuts: { ...cuts, monetary: [1, 5, 4, 6] } },
      'rfm.cuts.monetary[2]: must not fall',
    ],
    [
      'three cuts',
      { customers, cuts: { ...cuts, frequency: [1, 2, 3] } },
      'rfm.cuts.frequency: must be 4 numbers',
    ],
    [
      'purchases without a last one',
      { customers: [{ days: 'never', purchases: 1, spend: 1 }] },
      'rfm.customers[0].days: cannot be never',
    ],
    [
      'nobody who has bought',
      { customers: [{ days: 'never', purchases: 0, spend: 0 }] },
      'rfm.customers: nobody has bought',
    ],
    ['nobody', { customers: [], cuts }, 'rfm.customers: must have somebody who contacts'],
    [
      'days in words',
      { customers: [{ days: 'soon', purchases: 1, spend: 1 }] },
      'rfm.customers[0].days: must be a number from 0 to 1000000000000 or never, not "soon"',
    ],
  ])('are refused with %s', (_, rfm, message) => {
    const faults = told(rfm)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(message)
  })

  it('must be of tiers that the policy has', () => {
    const policy = { ...(smallSpec.policy as object), tiers: { regular: {}, gold: {} } }
    const faults = checkScenario({ ...smallSpec, policy, rfm: { customers, cuts } }).map(faultText)
    expect(faults[0]).toContain('rfm.customers: unknown tier "core"')
  })

  it('of a file are told with their place', () => {
    const text = 'days,purchases,spend\n3,x,5\n,2,9\n-1,0,0\n'
    const rfm: RfmSpec = {}
    expect(
      readCustomers(rfm, text).faults.map(({ line, column, message }) => [line, column, message]),
    ).toEqual([
      [2, 3, '"x" is not a number, at least 0'],
      [3, 1, 'is missing, although there are purchases'],
      [4, 1, '"-1" is not a number, at least 0'],
    ])
    expect(readCustomers(rfm, 'days,purchases\n').faults[0]!.message).toContain('spend')
    expect(readCustomers(rfm, 'days,purchases,spend\n,0,0\n').faults[0]!.message).toContain(
      'nobody has bought',
    )
    expect(readCustomers({ cuts }, 'days,purchases,spend\n,0,0\n').tiers).toEqual({ regular: 1 })
  })
})
