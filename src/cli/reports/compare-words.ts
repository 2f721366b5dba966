/**
 * What a comparison comes to in words: what changed for all, then for whom it got better or worse: which queues, tiers,
 * intervals and agents. Only what is real is told; it judges nothing itself.
 * **cost** O(differences). **order** rows as in the comparison; of equally large differences the first is named.
 */
import { MEASURES, type RowKind, type Unit } from '../../sim/measures/measure-list.js'
import type { Comparison, Difference } from '../../sim/study/compare.js'
import { FELT_BY_CUSTOMERS } from './compare-order.js'
import { scaleOf } from './format.js'

/** The measures of the total that are told whether they differ or not. */
export const HEADLINES: ReadonlySet<string> = new Set([
  ...FELT_BY_CUSTOMERS,
  'answered',
  'occupancy',
  'agentHours',
  'cost',
])

/** The kinds of rows that are told, by what they are called. */
export const KINDS: readonly {
  readonly kind: RowKind
  readonly title: string
  readonly many: string
  readonly at: string
}[] = [
  { kind: 'queue', title: 'queue', many: 'queues', at: 'for' },
  { kind: 'tier', title: 'tier', many: 'tiers', at: 'for' },
  { kind: 'interval', title: 'from', many: 'intervals', at: 'from' },
  { kind: 'group', title: 'agents', many: 'agents', at: 'for' },
  { kind: 'agent', title: 'agent', many: 'agents one by one', at: 'for' },
]

/** How a verdict is called. */
export const verdictText: Readonly<Record<Difference['verdict'], string>> = {
  better: 'better',
  worse: 'worse',
  other: 'changed',
  none: 'no real difference',
}

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** What happened to all, in a sentence. */
export function sentence(second: string, first: string, { differences }: Comparison): string {
  const total = differences.filter(({ row }) => row.kind === 'total')
  const count = (verdict: Difference['verdict']): number =>
    total.filter((each) => each.verdict === verdict).length
  const better = count('better')
  const worse = count('worse')
  if (better + worse + count('other') === 0) {
    return differences.every(({ verdict }) => verdict === 'none')
      ? `No real difference between ${second} and ${first}${isSame(differences) ? ': every measure came out the same' : ''}.`
      : 'No real difference for all together, but for some.'
  }
  const told = ['meanWait', 'serviceLevel.withAbandons', 'abandonment'].flatMap((name) => {
    const found = total.find(({ measure }) => measure === name)
    return found === undefined || found.verdict === 'none' ? [] : [spoken(found)]
  })
  const balance =
    better + worse === 0
      ? 'nothing got better or worse'
      : `${better} ${better === 1 ? 'measure' : 'measures'} got better, ${worse} worse`
  return told.length === 0 ? `${capital(balance)}.` : `${capital(told.join(', '))}; ${balance}.`
}

function isSame(differences: readonly Difference[]): boolean {
  return differences.every(({ difference }) => difference === 0)
}

/** For whom: a line for each kind of row of which there are at least two; none where nothing differs anywhere. */
export function forWhom({ differences }: Comparison): string[] {
  if (differences.every(({ verdict }) => verdict === 'none')) return []
  return KINDS.flatMap(({ kind, many, at }) => {
    const isWork = kind === 'group' || kind === 'agent'
    const own = differences.filter(
      ({ row, measure }) =>
        row.kind === kind && row.name !== row.group && (FELT_BY_CUSTOMERS.includes(measure) || isWork),
    )
    const names = [...new Set(own.map(({ row }) => row.name))]
    if (names.length < 2) return []
    const parts = isWork ? workload(own, names) : feelings(own, names, at)
    return [`${capital(many)}: ${parts.join('; ')}.`]
  })
}

/** Who is better and who is worse off. */
function feelings(own: readonly Difference[], names: readonly string[], at: string): string[] {
  const verdictOf = new Map(names.map((name) => [name, overall(own.filter(({ row }) => row.name === name))]))
  const parts = (['better', 'worse', 'mixed', 'none'] as const).flatMap((verdict) => {
    const some = names.filter((name) => verdictOf.get(name) === verdict)
    if (some.length === 0) return []
    const words = {
      better: 'better',
      worse: 'worse',
      mixed: 'some better, some worse',
      none: 'no real difference',
    }
    const told = `${words[verdict]} ${listed(some, names.length, at)}`
    if (verdict === 'none' || verdict === 'mixed') return [told]
    const most = largest(own.filter((each) => each.verdict === verdict && some.includes(each.row.name)))
    return [`${told} (${some.length > 1 ? `most ${at} ${most.row.name}: ` : ''}${spoken(most)})`]
  })
  return parts
}

/** Who has more and who has less to do. */
function workload(own: readonly Difference[], names: readonly string[]): string[] {
  const busy = own.filter(({ measure, verdict }) => measure === 'occupancy' && verdict !== 'none')
  const parts = [1, -1].flatMap((sign) => {
    const some = busy.filter(({ difference }) => Math.sign(difference) === sign)
    if (some.length === 0) return []
    const told = some.map(({ row }) => row.name)
    const most = largest(some)
    const size = `${points(most)} points of occupancy`
    return [
      `${sign > 0 ? 'busier' : 'less busy'}: ${listed(told, names.length, '')} (${told.length > 1 ? `most ${most.row.name}: ` : ''}${size})`,
    ]
  })
  return parts.length === 0 ? ['nobody is busier or less busy'] : parts
}

function overall(own: readonly Difference[]): 'better' | 'worse' | 'mixed' | 'none' {
  const isBetter = own.some(({ verdict }) => verdict === 'better')
  const isWorse = own.some(({ verdict }) => verdict === 'worse')
  if (isBetter && isWorse) return 'mixed'
  if (isBetter) return 'better'
  return isWorse ? 'worse' : 'none'
}

/** `for a, b and c`, or how many of how many. */
function listed(some: readonly string[], count: number, at: string): string {
  const start = at === '' ? '' : `${at} `
  if (some.length > 5) return `${at === 'from' ? 'in ' : start}${some.length} of ${count}`
  if (some.length === 1) return `${start}${some[0]!}`
  return `${start}${some.slice(0, -1).join(', ')} and ${some.at(-1)!}`
}

/** The largest difference in the most telling measure that has one. */
function largest(own: readonly Difference[]): Difference {
  const telling = FELT_BY_CUSTOMERS.find((name) => own.some(({ measure }) => measure === name))
  const same = own.filter(({ measure }) => telling === undefined || measure === telling)
  return same.reduce((most, each) => (Math.abs(each.difference) > Math.abs(most.difference) ? each : most))
}

function spoken(found: Difference): string {
  const { measure, difference } = found
  const size = points(found)
  const more = difference > 0 ? 'more' : 'fewer'
  if (measure === 'meanWait') return `customers wait ${size} ${difference > 0 ? 'longer' : 'less'} on average`
  if (measure === 'wait.p90') return `90 % wait up to ${size} ${difference > 0 ? 'longer' : 'less'}`
  if (measure === 'abandonment') return `${size} points ${more} hang up`
  return `${size} points ${more} are answered in time`
}

/** How large, with its interval, and the unit of times; without a sign. */
function points({ measure, difference, halfWidth }: Difference): string {
  const kind = units.get(measure)!
  const { unit, write } = scaleOf(kind, difference)
  return `${write(Math.abs(difference))} (+- ${write(halfWidth)})${kind === 'ms' ? ` ${unit}` : ''}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
