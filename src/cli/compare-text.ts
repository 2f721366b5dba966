/**
 * A comparison for people: first in a sentence, then what got better and worse in all, then for whom.
 * It prints the numbers it is given and computes none. **cost** O(differences).
 */
import { MEASURES, type RowKind, type Unit } from '../sim/measure-list.js'
import type { Comparison, Difference } from '../sim/compare.js'
import { formatted, unitText } from './format.js'
import type { SimulateReport } from './simulate-report.js'
import { aligned } from './table.js'
import { painted } from './terminal.js'

/** The measures told for parts of the centre: what customers and agents feel. All of them are in the JSON. */
const FELT = new Set([
  'meanWait',
  'wait.p90',
  'serviceLevel.withAbandons',
  'abandonment',
  'occupancy',
  'overtimeHours',
])

const KINDS: readonly { readonly kind: RowKind; readonly title: string }[] = [
  { kind: 'queue', title: 'queue' },
  { kind: 'tier', title: 'tier' },
  { kind: 'interval', title: 'from' },
  { kind: 'group', title: 'agents' },
]

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** The comparison of a variant with the first one, as text that ends in a line break. */
export function compareText(
  first: SimulateReport,
  second: SimulateReport,
  comparison: Comparison,
  colour: boolean,
): string {
  const { differences, replications, confidence, unmatched } = comparison
  const total = differences.filter(({ row }) => row.kind === 'total')
  const real = total.filter(({ verdict }) => verdict !== 'none')
  const lines = [
    painted(`${second.scenario}, against ${first.scenario}`, 'bold', colour),
    sentence(second.scenario, first.scenario, total),
    '',
    ...table(real, 'total', colour),
  ]
  const alike = total.filter(({ verdict }) => verdict === 'none').map(({ measure }) => measure)
  if (alike.length > 0) lines.push(painted(`no real difference: ${alike.join(', ')}`, 'dim', colour))
  for (const { kind, title } of KINDS) {
    const some = differences.filter(
      ({ row, measure, verdict }) => row.kind === kind && verdict !== 'none' && FELT.has(measure),
    )
    if (some.length > 0) lines.push('', ...table(some, title, colour))
  }
  if (unmatched.length > 0) {
    const names = unmatched.filter(({ kind }) => kind !== 'cell' && kind !== 'match')
    if (names.length > 0)
      lines.push('', `only in one of them: ${names.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`)
  }
  const share = formatted(confidence, 'share')
  lines.push(
    '',
    painted(
      `${replications} replications with the same customers; +- ${share} % of each difference. Called real: what stands at ${share} % among all ${differences.length} differences (Holm).`,
      'dim',
      colour,
    ),
  )
  return `${lines.join('\n')}\n`
}

/** What happened, in words. */
function sentence(second: string, first: string, total: readonly Difference[]): string {
  const count = (verdict: Difference['verdict']): number =>
    total.filter((each) => each.verdict === verdict).length
  const better = count('better')
  const worse = count('worse')
  if (better + worse + count('other') === 0) return `No real difference between ${second} and ${first}.`
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

function spoken({ measure, difference, halfWidth }: Difference): string {
  const unit = units.get(measure)!
  const size = `${formatted(Math.abs(difference), unit)} (+- ${formatted(halfWidth, unit)})`
  const more = difference > 0 ? 'more' : 'fewer'
  if (measure === 'meanWait')
    return `customers wait ${size} s ${difference > 0 ? 'longer' : 'less'} on average`
  if (measure === 'abandonment') return `${size} points ${more} hang up`
  return `${size} points ${more} are answered in time`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

const STYLE = { better: 'green', worse: 'red', other: 'yellow', none: 'dim' } as const

function table(differences: readonly Difference[], title: string, colour: boolean): string[] {
  if (differences.length === 0) return []
  const isTotal = title === 'total'
  const head = [...(isTotal ? ['total'] : [title, 'measure']), 'before', 'after', 'difference', '+-', '']
  const rows = differences.map((each) => {
    const unit = units.get(each.measure)!
    const sign = each.difference > 0 ? '+' : ''
    return {
      cells: [
        ...(isTotal ? [each.measure] : [each.row.name, each.measure]),
        formatted(each.before, unit),
        formatted(each.after, unit),
        `${sign}${formatted(each.difference, unit)}`,
        formatted(each.halfWidth, unit),
        unitText[unit].padEnd(2),
      ],
      prose: each.verdict === 'other' ? 'changed' : each.verdict,
    }
  })
  const verdicts = differences.map(({ verdict }) => verdict)
  let next = 0
  return aligned([{ cells: head }, ...rows], (prose) => painted(prose, STYLE[verdicts[next++]!], colour))
}
