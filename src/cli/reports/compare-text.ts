/**
 * A comparison for people: first in words, then what got better and worse in all, then for whom.
 * It prints the numbers it is given and computes none. **cost** O(differences).
 */
import { MEASURES, type Unit } from '../../sim/measures/measure-list.js'
import type { Comparison, Difference } from '../../sim/study/compare.js'
import { toldRows } from './compare-order.js'
import { HEADLINES, KINDS, forWhom, sentence, verdictText } from './compare-words.js'
import { formatted, scaleOf } from './format.js'
import type { SimulateReport } from './simulate-report.js'
import { aligned } from './table.js'
import { painted } from '../terminal.js'

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** Queues, tiers, groups or agents in a table, and agents without a counterpart in a line; `--json` has all. */
const MOST_ROWS = 12
const MOST_ALONE = 5

/** The comparison of a variant with the first one, as text that ends in a line break. */
export function compareText(
  first: SimulateReport,
  second: SimulateReport,
  comparison: Comparison,
  colour: boolean,
): string {
  const { differences, replications, confidence, looks } = comparison
  const total = differences.filter(({ row }) => row.kind === 'total')
  const told = total.filter(({ verdict, measure }) => verdict !== 'none' || HEADLINES.has(measure))
  const lines = [
    painted(`${second.scenario}, against ${first.scenario}`, 'bold', colour),
    sentence(second.scenario, first.scenario, comparison),
    ...forWhom(comparison),
    '',
    ...table(told, 'total', colour),
  ]
  const alike = total.filter((each) => !told.includes(each) && (each.before !== 0 || each.after !== 0))
  if (alike.length > 0) {
    const names = alike.map(({ measure }) => measure).join(', ')
    lines.push(painted(`no real difference: ${names}`, 'dim', colour))
  }
  for (const { kind, title } of KINDS) {
    const real = toldRows(comparison, kind).filter(({ isReal }) => isReal)
    const shown = kind === 'interval' ? real : real.slice(0, MOST_ROWS)
    const some = shown.flatMap((row) => row.differences.filter(({ verdict }) => verdict !== 'none'))
    if (some.length > 0) lines.push('', ...table(some, title, colour))
    const more = real.length - shown.length
    if (more > 0) lines.push(painted(`and ${more} more with smaller differences`, 'dim', colour))
  }
  const alone = onlyInOne(comparison)
  if (alone.length > 0) lines.push('', `only in one of them: ${alone.join(', ')}`)
  const share = formatted(confidence, 'share')
  lines.push('', painted(lookText(replications, looks, share), 'dim', colour))
  return `${lines.join('\n')}\n`
}

/** Rows and measures that have no counterpart, many agents by their number. */
export function onlyInOne({ unmatched, unmatchedMeasures }: Comparison): string[] {
  const agents = unmatched.filter(({ kind, name, group }) => kind === 'agent' && name !== group)
  const others = unmatched.filter(({ kind }) => kind !== 'agent' && kind !== 'cell' && kind !== 'match')
  const told = agents.length > MOST_ALONE ? [] : agents
  return [
    ...[...others, ...told].map(({ kind, name }) => `${kind} ${name}`),
    ...(agents.length > MOST_ALONE ? [`${agents.length} agents`] : []),
    ...unmatchedMeasures,
  ]
}

/** How it was judged. */
export function lookText(replications: number, looks: number, share: string): string {
  return `${replications} replications with the same customers; +- ${share} % of each difference. Called real: what stands at ${share} % among all ${looks} differences (Holm), total, queues, tiers and so on with equal parts.`
}

const STYLE = { better: 'green', worse: 'red', other: 'yellow', none: 'dim' } as const

function table(differences: readonly Difference[], title: string, colour: boolean): string[] {
  if (differences.length === 0) return []
  const isTotal = title === 'total'
  const head = [...(isTotal ? ['total'] : [title, 'measure']), 'before', 'after', 'difference', '+-', '']
  const scales = differences.map(({ measure, before, after }) => scaleOf(units.get(measure)!, before, after))
  const width = Math.max(...scales.map(({ unit }) => unit.length))
  const rows = differences.map((each, i) => {
    const { unit, write } = scales[i]!
    const sign = each.difference > 0 ? '+' : ''
    return {
      cells: [
        ...(isTotal ? [each.measure] : [each.row.name, each.measure]),
        write(each.before),
        write(each.after),
        `${sign}${write(each.difference)}`,
        write(each.halfWidth),
        unit.padEnd(width),
      ],
      prose: verdictText[each.verdict],
    }
  })
  const verdicts = differences.map(({ verdict }) => verdict)
  let next = 0
  return aligned([{ cells: head }, ...rows], (prose) => painted(prose, STYLE[verdicts[next++]!], colour))
}
