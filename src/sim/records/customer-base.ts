/**
 * Tiers of the customers by RFM: a list of customers, or a file of them, comes to how many contacts are of which tier.
 * Idea: only the mix matters to a run, so customers are scored once, when the scenario is read, and the tier is drawn from
 * the mix like any other: the same mix, stated or scored, gives the same run.
 * **cost** O(customers log customers), once; allocates. **order** of the customers decides nothing.
 */
import { entries, type Path, type SoundParts } from '../../engine/policy/policy-parts.js'
import {
  type RfmCuts,
  type RfmInput,
  type RfmRule,
  checkRfmCuts,
  fitRfm,
  scoreRfm,
  tierOf,
} from '../../routing/rfm.js'
import type { CustomerSpec, RfmSpec } from '../scenario-language/rfm-spec.js'
import { type KnownNames, type Report, checkName } from '../scenario-checks/scenario-names.js'
import { type TraceFault, TraceTable, shown } from './trace-table.js'

/** Contacts by tier; tiers that nobody has are left out. */
export type TierMix = { readonly [tier: string]: number }

const MOST = 1e12

/** The mix that a checked specification comes to. */
export function tierMixOf({ tiers, customers = [], cuts, rules }: RfmSpec): TierMix {
  return tiers ?? mixOf(customers, cuts, rules)
}

/** The mix of a file's customers; empty where there are faults. `cuts` and `rules` must be sound, and are fitted where absent. */
export function readCustomers(
  { columns = {}, cuts, rules }: RfmSpec,
  text: string,
): { readonly tiers: TierMix; readonly faults: readonly TraceFault[] } {
  const faults: TraceFault[] = []
  const { days = 'days', purchases = 'purchases', spend = 'spend', contacts } = columns
  const table = new TraceTable('customers', text, { days, purchases, spend, contacts }, faults)
  const number = (row: number, role: string, absent: number): number => {
    const field = table.field(row, role)
    const value = field === '' ? absent : table.number(row, role)
    if (value >= 0 && (value <= MOST || value === absent)) return value
    table.report(row, role, `${shown(field)} is not a number, at least 0${table.numberHint(row, role)}`)
    return 0
  }
  const customers: CustomerSpec[] = []
  for (let row = 0; row < table.count; row++) {
    const lastDays = number(row, 'days', Infinity)
    const bought = number(row, 'purchases', Number.NaN)
    if (lastDays === Infinity && bought > 0) {
      table.report(row, 'days', 'is missing, although there are purchases')
    }
    customers.push({
      days: lastDays === Infinity ? 'never' : lastDays,
      purchases: bought,
      spend: number(row, 'spend', Number.NaN),
      contacts: contacts === undefined ? 1 : number(row, 'contacts', Number.NaN),
    })
  }
  if (faults.length > 0) return { tiers: {}, faults }
  if (cuts === undefined && customers.every((each) => each.purchases === 0)) {
    table.report(0, 'purchases', 'nobody has bought, so scores cannot be fitted (state cuts)')
    return { tiers: {}, faults }
  }
  return { tiers: mixOf(customers, cuts, rules), faults }
}

/** Faults that the schema cannot see. */
export function checkRfm(rfm: SoundParts<RfmSpec>, names: KnownNames | undefined, report: Report): void {
  if (rfm === undefined) return
  const given = (['file', 'customers', 'tiers'] as const).filter((key) => Object.hasOwn(rfm, key))
  if (given.length !== 1) {
    report(['rfm'], 'must have exactly one of file, customers and tiers')
    return
  }
  if (rfm.file !== undefined) report(['rfm', 'file'], 'was not read', 'give the numbers as tiers')
  for (const [tier] of entries(rfm.tiers)) checkName(['rfm', 'tiers', tier], tier, 'tier', names, report)
  if (rfm.tiers !== undefined && Object.values(rfm.tiers).every((weight) => weight === 0)) {
    report(['rfm', 'tiers'], 'must have a weight above 0')
  }
  const isWhole = checkCuts(rfm.cuts, report)
  const customers = rfm.customers ?? []
  let isSound = isWhole && Object.hasOwn(rfm, 'customers')
  customers.forEach((each, index) => {
    const path: Path = ['rfm', 'customers', index]
    const keys = ['days', 'purchases', 'spend'] as const
    if (each === undefined || keys.some((key) => each[key] === undefined)) isSound = false
    else if (each.days === 'never' && each.purchases! > 0) {
      report([...path, 'days'], 'cannot be never where there are purchases')
      isSound = false
    }
  })
  if (!isSound) return
  if (customers.every((each) => each!.contacts === 0)) {
    report(['rfm', 'customers'], 'must have somebody who contacts')
  } else if (!Object.hasOwn(rfm, 'cuts') && customers.every((each) => each!.purchases === 0)) {
    report(['rfm', 'customers'], 'nobody has bought, so scores cannot be fitted', 'state `cuts`')
  } else if (!rfm.rules?.includes(undefined)) {
    const mix = mixOf(customers as readonly CustomerSpec[], rfm.cuts as RfmCuts | undefined, rulesOf(rfm))
    for (const tier of Object.keys(mix)) checkName(['rfm', 'customers'], tier, 'tier', names, report)
  }
}

function rulesOf({ rules }: NonNullable<SoundParts<RfmSpec>>): readonly RfmRule[] | undefined {
  return rules as readonly RfmRule[] | undefined
}

/** Whether they can be used, or are to be fitted. */
function checkCuts(cuts: unknown, report: Report): boolean {
  const faults = cuts === undefined ? [] : checkRfmCuts(cuts)
  for (const { path, message, hint } of faults) report(['rfm', 'cuts', ...path], message, hint)
  return faults.length === 0
}

function mixOf(
  customers: readonly CustomerSpec[],
  cuts: RfmCuts | undefined,
  rules: readonly RfmRule[] | undefined,
): TierMix {
  const inputs = customers.map(inputOf)
  const at = cuts ?? fitRfm(inputs)
  const sums = { core: 0, potential: 0, regular: 0 }
  customers.forEach(({ contacts = 1 }, index) => {
    sums[tierOf(scoreRfm(inputs[index]!, at), rules)] += contacts
  })
  return Object.fromEntries(Object.entries(sums).filter(([, contacts]) => contacts > 0))
}

function inputOf({ days, purchases, spend }: CustomerSpec): RfmInput {
  return { daysSinceLastPurchase: days === 'never' ? Infinity : days, purchases, spend }
}
