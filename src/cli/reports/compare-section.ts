/**
 * The part of the report page that tells what differs: for each scenario against the first the words, then what changed
 * in all, then for whom: a line for each queue, tier, interval, group or agent that differs, with all that its people feel.
 * It shows the numbers it is given and computes none. **cost** O(differences); allocates the text.
 * **order** what is real first, the largest difference before smaller ones (compare-order.ts).
 */
import type { Comparison, Difference } from '../../sim/study/compare.js'
import { MEASURES, type Unit } from '../../sim/measures/measure-list.js'
import { escaped } from './chart.js'
import { FELT, type ToldRow, toldRows } from './compare-order.js'
import { lookText, onlyInOne } from './compare-text.js'
import { HEADLINES, KINDS, forWhom, sentence, verdictText } from './compare-words.js'
import { type Scale, formatted, scaleOf } from './format.js'
import { folded, section, table, tableRow } from './page-elements.js'

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** How the measures that are felt head a column. */
const HEADS: Readonly<Record<string, string>> = {
  'serviceLevel.withAbandons': 'in time of all, points',
  meanWait: 'mean wait',
  abandonment: 'abandoned, points',
  'wait.p90': '90 % wait up to',
  occupancy: 'occupancy, points',
  overtimeHours: 'overtime, h',
  emotionalLoad: 'emotional load per hour',
}

/** Rows that need no folding. */
const FEW = 8
/** Rows of a table; `--json` has all. */
const MOST = 100
/** Names of those without a difference. */
const MOST_NAMES = 40

/** One section; `names`: of the first scenario and of those it is compared with. '' where there are no comparisons. */
export function compareSection(names: readonly string[], comparisons: readonly Comparison[]): string {
  const [first] = names
  const parts = comparisons.map((comparison, i) => oneText(first!, names[i + 1]!, comparison))
  if (parts.length === 0) return ''
  const { replications, looks, confidence } = comparisons[0]!
  const note = lookText(replications, looks, formatted(confidence, 'share'))
  return section('What differs', `${parts.join('')}<p class="soft">${escaped(signed(note))}</p>`)
}

function oneText(first: string, second: string, comparison: Comparison): string {
  const { differences } = comparison
  const title = `${second}, against ${first}`
  const words = [sentence(second, first, comparison), ...forWhom(comparison)]
  const alone = onlyInOne(comparison)
  if (alone.length > 0) words.push(`Only in one of them: ${alone.join(', ')}.`)
  const ofTotal = differences.filter(({ row }) => row.kind === 'total')
  const total = [
    ...ofTotal.filter(({ verdict }) => verdict !== 'none'),
    ...ofTotal.filter(({ verdict, measure }) => verdict === 'none' && HEADLINES.has(measure)),
  ]
  return (
    `<h3>${escaped(title)}</h3>` +
    `<ul class="said">${words.map((line) => `<li>${escaped(signed(line))}</li>`).join('')}</ul>` +
    `<div class="differences">${totalTable(total, title)}</div>` +
    KINDS.map(({ kind, title: head, many }) => {
      const rows = toldRows(comparison, kind)
      const real = rows.filter(({ isReal }) => isReal)
      if (real.length === 0) return ''
      const isFew = real.length <= FEW && kind !== 'interval' && kind !== 'agent'
      return folded(
        `By ${many}: ${real.length} of ${rows.length} with real differences`,
        rowsTable(rows, real, head, `${title}: by ${many}`),
        isFew,
      )
    }).join('')
  )
}

function totalTable(differences: readonly Difference[], title: string): string {
  const rows = differences.map((each) => {
    const { measure, before, after, verdict } = each
    const kind = units.get(measure)!
    const scale = scaleOf(kind, before, after)
    const suffix = scale.unit === '' ? '' : ` ${scale.unit}`
    const points = kind === 'share' ? ' points' : suffix
    const cells = [
      `${scale.write(before)}${suffix}`,
      `${scale.write(after)}${suffix}`,
      `${sizeOf(each, scale)}${points} ± ${scale.write(each.halfWidth)}`,
    ]
    return `<tr><th scope="row">${measure}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td class="${verdict}">${verdictText[verdict]}</td></tr>`
  })
  return table(title, ['measure', 'before', 'after', 'difference', 'verdict'], rows, false)
}

/** A line for each row that differs; the others are named below. */
function rowsTable(
  rows: readonly ToldRow[],
  real: readonly ToldRow[],
  head: string,
  caption: string,
): string {
  const shown = FELT.filter((measure) =>
    real.some(({ differences }) =>
      differences.some((each) => each.measure === measure && each.verdict !== 'none'),
    ),
  )
  const lines = real.slice(0, MOST).map(({ name, differences }) =>
    tableRow(
      name,
      shown.map((measure) => cell(differences.find((each) => each.measure === measure))),
    ),
  )
  const others = rows.filter(({ isReal }) => !isReal).map(({ name }) => name)
  const named = others.length <= MOST_NAMES ? others.join(', ') : `${others.length} others`
  const notes = [
    ...(real.length > MOST
      ? [`${real.length - MOST} more with smaller differences are in the output of --json.`]
      : []),
    ...(others.length > 0 ? [`No real difference: ${named}.`] : []),
  ]
  return (
    table(caption, [head, ...shown.map((measure) => HEADS[measure]!)], lines, false) +
    notes.map((note) => `<p class="soft">${escaped(note)}</p>`).join('')
  )
}

/** The difference, below it what it is between, and whether it is real. */
function cell(found: Difference | undefined): string {
  if (found === undefined) return '-'
  const { measure, before, after, halfWidth, verdict } = found
  const kind = units.get(measure)!
  const scale = scaleOf(kind, before, after)
  // Other units are said by the heading.
  const suffix = kind === 'ms' ? `&nbsp;${scale.unit}` : ''
  const word = verdict === 'none' ? 'not real' : verdictText[verdict]
  return (
    `<span class="${verdict}">${sizeOf(found, scale)} ±&nbsp;${scale.write(halfWidth)}${suffix}</span>` +
    `<small>${scale.write(before)}&nbsp;→&nbsp;${scale.write(after)}${suffix}, <span class="${verdict}">${word}</span></small>`
  )
}

function sizeOf({ difference }: Difference, { write }: Scale): string {
  return `${difference > 0 ? '+' : ''}${write(difference)}`
}

function signed(text: string): string {
  return text.replaceAll('+-', '±')
}
