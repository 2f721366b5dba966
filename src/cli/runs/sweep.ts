/**
 * `--sweep agents.gold=4..12:2`: one variant of a scenario for each value, and for each combination of several sweeps, all with
 * the same customers; and the table that puts them side by side.
 * **cost** O(combinations); allocates the settings. **order** the first sweep changes slowest.
 */
import { pathText } from '../../base/fault.js'
import type { Comparison } from '../../sim/study/compare.js'
import { MEASURES, type Unit } from '../../sim/measures/measure-list.js'
import { Stop, USAGE } from '../exit-code.js'
import { columnText, scaleOf } from '../reports/format.js'
import { type Setting, assignment, valueOf } from '../files/setting.js'
import type { SimulateReport } from '../reports/simulate-report.js'
import { aligned } from '../reports/table.js'
import { painted } from '../terminal.js'

/** Variants at the most: more would be a mistake. */
const MOST = 10_000

const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?$/

/** What is shown of each variant, and compared with the first. */
const COLUMNS = [
  'serviceLevel.withAbandons',
  'meanWait',
  'wait.p90',
  'abandonment',
  'occupancy',
  'agentHours',
]

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** What is one thing for all variants, and why it cannot be swept. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ['seed', 'all variants meet the same customers: --seed chooses them for all'],
  ['replications', 'all variants are made as often: --replications says it for all'],
])

/** The settings of each variant. Throws {@link Stop} for what is no sweep. */
export function sweepSettings(texts: readonly string[]): Setting[][] {
  let variants: Setting[][] = [[]]
  for (const text of texts) {
    const { path, rest } = assignment('--sweep', text)
    const name = pathText(path)
    const common = COMMON.get(name)
    if (common !== undefined) throw new Stop(USAGE, `--sweep ${text}: ${common}`)
    if (variants[0]?.some((each) => pathText(each.path) === name)) {
      throw new Stop(USAGE, `--sweep ${text}: is swept already: put all values into one --sweep`)
    }
    const values = valuesOf(text, rest.trim())
    variants = variants.flatMap((before) =>
      values.map((value): Setting[] => [...before, { path, value, option: '--sweep' }]),
    )
    if (variants.length > MOST) throw new Stop(USAGE, `--sweep ${text}: makes more than ${MOST} variants`)
  }
  return variants
}

/** `4..12:2` is 4, 6, 8, 10, 12; anything else is a list. */
function valuesOf(text: string, written: string): unknown[] {
  const range = RANGE.exec(written)
  if (range === null) {
    if (/^[^,/]*\w\.\.[-\w][^,/]*$/.test(written)) {
      throw new Stop(USAGE, `--sweep ${text}: a range is written in plain numbers, as in 4..12 or 4..12:2`)
    }
    const list = valueOf('--sweep', text, `[${written}]`) as unknown[]
    if (list.length === 1 && Array.isArray(list[0])) {
      const several = written.replace(/^\[|\]$/g, '')
      throw new Stop(USAGE, `--sweep ${text}: is one value, a list: write ${several} for several values`)
    }
    if (list.length > 0) return list
    throw new Stop(USAGE, `--sweep ${text}: has no values, as in agents.gold=4..12:2 or bot.on=false,true`)
  }
  const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)]
  if (!(step > 0) || to < from) {
    throw new Stop(USAGE, `--sweep ${text}: a range goes up, as in 4..12 or 4..12:2`)
  }
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (count > MOST) throw new Stop(USAGE, `--sweep ${text}: makes more than ${MOST} variants`)
  // Whole multiples of the step: no sums of rounding errors.
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12)))
}

/** `agents.gold=4, bot.on=true`. */
export function settingsText(settings: readonly Setting[]): string {
  return settings.map(({ path, value }) => `${pathText(path)}=${JSON.stringify(value)}`).join(', ')
}

/** A line for each variant; the mean wait is compared with that of the first. Ends in a line break. */
export function sweepText(
  variants: readonly (readonly Setting[])[],
  reports: readonly SimulateReport[],
  comparisons: readonly Comparison[],
  colour: boolean,
): string {
  const [first] = reports
  const hasThresholds = first!.thresholds.length > 0
  const swept = variants[0]!.map(({ path }) => pathText(path))
  const columns = COLUMNS.map((name) => {
    const found = reports.map(({ summary }) => summary.rows[0]!.estimates[name])
    const values = found.map((estimate) => [estimate?.value ?? null, estimate?.halfWidth ?? null])
    const { unit, rows: cells } = columnText(units.get(name)!, values)
    return { head: unit === '' ? name : `${name}, ${unit}`, cells }
  })
  const head = [
    ...swept,
    ...columns.flatMap((column) => [column.head, '+-']),
    'meanWait to first',
    ...(hasThresholds ? ['thresholds'] : []),
  ]
  const rows = reports.map(({ thresholds }, i) => {
    return {
      cells: [
        ...variants[i]!.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value))),
        ...columns.flatMap(({ cells }) => cells[i]!),
        toFirst(comparisons[i - 1]),
        ...(hasThresholds ? [verdictText(thresholds)] : []),
      ],
    }
  })
  return [
    painted(first!.scenario, 'bold', colour),
    `skillroute ${first!.version}  seed ${first!.seed}  replications ${first!.summary.replications} of each variant, with the same customers`,
    '',
    ...aligned([{ cells: head }, ...rows]),
    '',
  ].join('\n')
}

function toFirst(comparison: Comparison | undefined): string {
  if (comparison === undefined) return '-'
  const found = comparison.differences.find(
    ({ row, measure }) => row.kind === 'total' && measure === 'meanWait',
  )
  if (found === undefined) return '-'
  if (found.verdict === 'none') return 'no real difference'
  const { unit, write } = scaleOf('ms', found.difference)
  return `${found.difference > 0 ? '+' : ''}${write(found.difference)} +- ${write(found.halfWidth)} ${unit}`
}

function verdictText(thresholds: SimulateReport['thresholds']): string {
  const kept = thresholds.filter(({ verdict }) => verdict === 'pass').length
  const missed = thresholds.filter(({ verdict }) => verdict === 'fail').length
  if (missed > 0) return `${missed} missed`
  return kept === thresholds.length ? 'kept' : 'not decided'
}
