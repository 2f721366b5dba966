/**
 * RFM: what a customer is worth, from how lately (recency), how often (frequency) and for how much (monetary) they bought.
 * Each measure scores 1 (least) to 5 (most) by four cut points, given or fitted as fifths of those who have bought.
 * **Ties** a score is earned by passing a cut, never by equalling it: customers who are alike score alike, a tie across
 * a cut falls to the lower score, and cuts that coincide are passed together. So a base of equals scores 1 throughout:
 * nobody stands out, and nobody is promised what is promised to few.
 * **Cost** fit O(n log n), allocates; score and tier O(1). **Order** that of the customers decides nothing.
 */
import { assert } from '../base/assert.js'
import { ConfigError, nameHint, type Fault } from '../base/fault.js'
import { isRecord } from '../base/is-record.js'

/** What is known of a customer's purchases. */
export interface RfmInput {
  /** Days since the last purchase, >= 0, fractions allowed; Infinity for a customer who never bought. */
  readonly daysSinceLastPurchase: number
  /** Purchases in the period looked at, finite, >= 0; 0 where the days are Infinity. */
  readonly purchases: number
  /** Spend in that period, finite, >= 0, in one currency for all; refunds taken off before. */
  readonly spend: number
}

/** Four cuts each, finite and >= 0: passing the first k of them scores k + 1. Plain data, fit for a file. */
export interface RfmCuts {
  /** Days, falling or equal: fewer days than the cut pass it. */
  readonly recency: readonly number[]
  /** Purchases, rising or equal: more than the cut pass it. */
  readonly frequency: readonly number[]
  /** Spend, rising or equal: more than the cut passes it. */
  readonly monetary: readonly number[]
}

/** A score of one measure: 1 is least, 5 most. */
export type RfmGrade = 1 | 2 | 3 | 4 | 5

/** The scores of a customer. */
export interface RfmScore {
  readonly recency: RfmGrade
  readonly frequency: RfmGrade
  readonly monetary: RfmGrade
  /** The sum of the three, 3..15. */
  readonly total: number
}

/** What scores come to. */
export type RfmTier = 'core' | 'potential' | 'regular'

/** The least scores that make a tier; what is left out does not matter. */
export interface RfmRule {
  readonly tier: Exclude<RfmTier, 'regular'>
  readonly recency?: number
  readonly frequency?: number
  readonly monetary?: number
  readonly total?: number
}

/**
 * Core customers are promised an agent of their own and a reply in time, so they have to be few: often, much, and not
 * long ago. Potential is whom an upgrade offer can reach: who buys now and spends as the middle does or more; who came
 * very lately, since a second purchase is decided soon after the first; and who was core but for having gone quiet.
 */
export const DEFAULT_RFM_RULES: readonly RfmRule[] = [
  { tier: 'core', recency: 3, frequency: 4, monetary: 4 },
  { tier: 'potential', recency: 3, monetary: 3 },
  { tier: 'potential', recency: 5 },
  { tier: 'potential', frequency: 4, monetary: 4 },
]

const MEASURES = ['recency', 'frequency', 'monetary'] as const
const CUTS = 4
const GRADED: readonly string[] = [...MEASURES, 'total']
const RULE_HINT = "e.g. { tier: 'core', recency: 3, frequency: 4, monetary: 4 }"

/**
 * Cuts at the fifths of those who have bought (`purchases` > 0): cut k is the least value that k fifths of them, or
 * more, do not pass. Scores k and below are thus held by k fifths or by as few more as ties allow.
 * Throws InvariantError when nobody has bought, and for values that {@link RfmInput} does not allow (NaN, negative).
 */
export function fitRfm(customers: Iterable<RfmInput>): RfmCuts {
  const days: number[] = []
  const purchases: number[] = []
  const spend: number[] = []
  for (const customer of customers) {
    assertInput(customer)
    if (customer.purchases === 0) continue
    days.push(customer.daysSinceLastPurchase)
    purchases.push(customer.purchases)
    spend.push(customer.spend)
  }
  assert(days.length > 0, 'rfm: nobody among the customers has bought, so there are no fifths')
  return {
    recency: fifths(days.toSorted((a, b) => b - a)),
    frequency: fifths(purchases.toSorted((a, b) => a - b)),
    monetary: fifths(spend.toSorted((a, b) => a - b)),
  }
}

/**
 * Scores of one customer; higher is better in each. Never bought (Infinity days, no purchase, no spend): 1, 1, 1.
 * Throws ConfigError for cuts without four of each measure; that they are numbers in order is taken for granted
 * ({@link checkRfmCuts}). Throws InvariantError for values that {@link RfmInput} does not allow (NaN, negative).
 */
export function scoreRfm(input: RfmInput, cuts: RfmCuts): RfmScore {
  assertInput(input)
  if (!hasFourEach(cuts)) throw new ConfigError('rfm cuts', checkRfmCuts(cuts))
  const { daysSinceLastPurchase, purchases, spend } = input
  const recency = grade(cuts.recency, (cut) => daysSinceLastPurchase < cut)
  const frequency = grade(cuts.frequency, (cut) => purchases > cut)
  const monetary = grade(cuts.monetary, (cut) => spend > cut)
  return { recency, frequency, monetary, total: recency + frequency + monetary }
}

/**
 * The best tier that any rule gives, `regular` when none does. The order of the rules decides nothing. Throws ConfigError
 * with every fault of the rules (a tier or a measure that there is not, no number), InvariantError for what is no score.
 */
export function tierOf(score: RfmScore, rules: readonly RfmRule[] = DEFAULT_RFM_RULES): RfmTier {
  assert(isRecord(score), 'rfm: a score is { recency, frequency, monetary, total }, as scoreRfm gives it')
  const faults = rules === DEFAULT_RFM_RULES ? [] : ruleFaults(rules)
  if (faults.length > 0) throw new ConfigError('rfm rules', faults)
  let tier: RfmTier = 'regular'
  for (const rule of rules) {
    if (!meetsRule(score, rule)) continue
    if (rule.tier === 'core') return 'core'
    tier = 'potential'
  }
  return tier
}

/** Every fault of cuts that come from outside; none for those of {@link fitRfm}. Allocates. */
export function checkRfmCuts(cuts: unknown): Fault[] {
  if (!isRecord(cuts)) {
    return [{ path: [], value: cuts, message: 'must be an object of recency, frequency and monetary cuts' }]
  }
  const faults: Fault[] = []
  const found = new Map(Object.entries(cuts))
  for (const measure of MEASURES) {
    cutFaults(measure, found.get(measure), faults)
    found.delete(measure)
  }
  for (const [name, value] of found) {
    faults.push({ path: [name], value, message: 'is no measure', hint: nameHint(name, MEASURES) })
  }
  return faults
}

function cutFaults(measure: (typeof MEASURES)[number], cuts: unknown, faults: Fault[]): void {
  if (!Array.isArray(cuts) || cuts.length !== CUTS) {
    const hint = 'the value to pass for each of the scores 2, 3, 4 and 5'
    faults.push({ path: [measure], value: cuts, message: `must be ${CUTS} numbers`, hint })
    return
  }
  const isNumber = (cut: unknown): cut is number => Number.isFinite(cut) && (cut as number) >= 0
  for (let i = 0; i < CUTS; i++) {
    const cut: unknown = cuts[i]
    const previous: unknown = cuts[i - 1]
    if (!isNumber(cut)) {
      faults.push({ path: [measure, i], value: cut, message: 'must be a finite number >= 0' })
    } else if (isNumber(previous) && (measure === 'recency' ? cut > previous : cut < previous)) {
      const message = `must not ${measure === 'recency' ? 'rise above' : 'fall below'} the cut before, ${previous}`
      const hint = measure === 'recency' ? 'fewer days score higher' : 'more scores higher'
      faults.push({ path: [measure, i], value: cut, message, hint })
    }
  }
}

/** Whether cuts have the shape that scoring relies on. */
function hasFourEach(cuts: unknown): cuts is RfmCuts {
  if (!isRecord(cuts)) return false
  const { recency, frequency, monetary } = cuts
  return isFour(recency) && isFour(frequency) && isFour(monetary)
}

function isFour(cuts: unknown): boolean {
  return Array.isArray(cuts) && cuts.length === CUTS
}

/** Every fault of rules that come from outside: a misspelt measure would give its tier to everybody. */
function ruleFaults(rules: unknown): Fault[] {
  const faults: Fault[] = []
  if (!Array.isArray(rules)) {
    return [{ path: [], value: rules, message: 'must be a list of rules', hint: RULE_HINT }]
  }
  rules.forEach((rule: unknown, index) => {
    if (!isRecord(rule)) {
      faults.push({ path: [index], value: rule, message: 'must be a rule', hint: RULE_HINT })
      return
    }
    const { tier, ...least } = rule
    if (tier !== 'core' && tier !== 'potential') {
      const hint = 'core or potential; who meets no rule is regular'
      faults.push({ path: [index, 'tier'], value: tier, message: 'is no tier of a rule', hint })
    }
    for (const [name, value] of Object.entries(least)) {
      if (!GRADED.includes(name)) {
        const hint = nameHint(name, GRADED)
        faults.push({ path: [index, name], value, message: 'is no measure', hint })
      } else if (value !== undefined && !Number.isFinite(value)) {
        faults.push({ path: [index, name], value, message: 'must be a finite number' })
      }
    }
  })
  return faults
}

/** The cuts of values sorted from worst to best. */
function fifths(sorted: readonly number[]): number[] {
  const cuts: number[] = []
  for (let k = 1; k <= CUTS; k++) cuts.push(sorted[Math.ceil((k * sorted.length) / 5) - 1]!)
  return cuts
}

function grade(cuts: readonly number[], passes: (cut: number) => boolean): RfmGrade {
  let passed = 0
  while (passed < CUTS && passes(cuts[passed]!)) passed++
  return (passed + 1) as RfmGrade
}

function meetsRule(score: RfmScore, rule: RfmRule): boolean {
  const { recency = 0, frequency = 0, monetary = 0, total = 0 } = rule
  return (
    score.recency >= recency &&
    score.frequency >= frequency &&
    score.monetary >= monetary &&
    score.total >= total
  )
}

function assertInput(input: RfmInput): void {
  assert(isRecord(input), 'rfm: a customer is { daysSinceLastPurchase, purchases, spend }')
  const { daysSinceLastPurchase, purchases, spend } = input
  assert(daysSinceLastPurchase >= 0, 'rfm: daysSinceLastPurchase must be a number >= 0, or Infinity')
  assert(purchases >= 0 && purchases < Infinity, 'rfm: purchases must be a finite number >= 0')
  assert(spend >= 0 && spend < Infinity, 'rfm: spend must be a finite number >= 0')
  assert(
    purchases === 0 || daysSinceLastPurchase < Infinity,
    'rfm: purchases without a last one: the days are Infinity',
  )
}
