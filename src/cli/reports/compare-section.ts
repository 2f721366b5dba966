/**
 * The part of the report page that tells what differs: for each scenario against the first the words, then what changed
 * in all, then for whom, each difference with its interval and what may be made of it.
 * It shows the numbers it is given and computes none. **cost** O(differences); allocates the text.
 */
import type { Comparison, Difference } from '../../sim/study/compare.js'
import { MEASURES, type Unit } from '../../sim/measures/measure-list.js'
import { escaped } from './chart.js'
import { lookText } from './compare-text.js'
import { FELT } from './compare-order.js'
import { HEADLINES, KINDS, forWhom, sentence, verdictText } from './compare-words.js'
import { formatted, unitText } from './format.js'

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** One section; `names`: of the first scenario and of those it is compared with. '' where there are no comparisons. */
export function compareSection(names: readonly string[], comparisons: readonly Comparison[]): string {
  const [first] = names
  const parts = comparisons.map((comparison, i) => oneText(first!, names[i + 1]!, comparison))
  if (parts.length === 0) return ''
  const { replications, looks, confidence } = comparisons[0]!
  const note = lookText(replications, looks, formatted(confidence, 'share'))
  return `<section><h2>What differs</h2>${parts.join('')}<p class="soft">${escaped(note.replaceAll('+-', '±'))}</p></section>`
}

function oneText(first: string, second: string, comparison: Comparison): string {
  const { differences } = comparison
  const words = [sentence(second, first, comparison), ...forWhom(comparison)]
  const total = differences.filter(
    ({ row, measure, verdict }) => row.kind === 'total' && (verdict !== 'none' || HEADLINES.has(measure)),
  )
  const tables = KINDS.map(({ kind, title, many }) => {
    const some = differences.filter(
      ({ row, measure, verdict }) => row.kind === kind && verdict !== 'none' && FELT.includes(measure),
    )
    if (some.length === 0) return ''
    return `<details${kind === 'interval' ? '' : ' open'}><summary>By ${many}: ${some.length} real differences</summary>${table(some, title)}</details>`
  })
  return (
    `<h3>${escaped(`${second}, against ${first}`)}</h3>` +
    `<ul class="said">${words.map((line) => `<li>${escaped(line.replaceAll('+-', '±'))}</li>`).join('')}</ul>` +
    table(total, 'total') +
    tables.join('')
  )
}

function table(differences: readonly Difference[], title: string): string {
  const isTotal = title === 'total'
  const names = [...(isTotal ? ['measure'] : [title, 'measure']), 'before', 'after', 'difference', 'verdict']
  const head = names.map((name) => `<th scope="col">${name}</th>`).join('')
  const rows = differences.map(({ row, measure, before, after, difference, halfWidth, verdict }) => {
    const unit = units.get(measure)!
    const suffix = unitText[unit] === '' ? '' : ` ${unitText[unit]}`
    const points = unit === 'share' ? ' points' : suffix
    const own = isTotal ? '' : `<th scope="row">${escaped(row.name)}</th>`
    const sign = difference > 0 ? '+' : ''
    const cells = [
      `${formatted(before, unit)}${suffix}`,
      `${formatted(after, unit)}${suffix}`,
      `${sign}${formatted(difference, unit)}${points} ± ${formatted(halfWidth, unit)}`,
    ]
    return `<tr>${own}<th scope="row">${measure}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td class="${verdict}">${verdictText[verdict]}</td></tr>`
  })
  return `<div class="wide"><table class="differences"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}
