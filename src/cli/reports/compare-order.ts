/**
 * In what order the parts of a centre are told in a comparison, and which: rows with a real difference first, the largest
 * difference in the most telling measure before smaller ones; intervals stay in the order of time.
 * Idea: who is a group of his own is told once, as a group.
 * **cost** O(differences), and a sort; allocates the list. **order** among equals that of the comparison.
 */
import type { RowKind } from '../../sim/measures/measure-list.js'
import type { Comparison, Difference } from '../../sim/study/compare.js'

/** What customers feel, the most telling first. */
export const FELT_BY_CUSTOMERS: readonly string[] = [
  'serviceLevel.withAbandons',
  'meanWait',
  'abandonment',
  'wait.p90',
]

const FELT_BY_AGENTS: readonly string[] = ['occupancy', 'overtimeHours', 'emotionalLoad']

/** The measures told for parts of the centre: what customers and agents feel. All of them are in the JSON. */
export const FELT: readonly string[] = [...FELT_BY_CUSTOMERS, ...FELT_BY_AGENTS]

/** One queue, tier, interval, group or agent. */
export interface ToldRow {
  readonly name: string
  /** Of the measures that are told, the most telling first. */
  readonly differences: readonly Difference[]
  /** Whether any of them is real. */
  readonly isReal: boolean
}

/** The rows of a kind, in the order in which they are told; none where there is but one, which is the total. */
export function toldRows({ differences }: Comparison, kind: RowKind): ToldRow[] {
  const byName = new Map<string, Difference[]>()
  const felt = kind === 'group' || kind === 'agent' ? FELT_BY_AGENTS : FELT_BY_CUSTOMERS
  for (const each of differences) {
    const { row, measure } = each
    if (row.kind !== kind || row.name === row.group || !felt.includes(measure)) continue
    const own = byName.get(row.name)
    if (own === undefined) byName.set(row.name, [each])
    else own.push(each)
  }
  if (byName.size < 2) return []
  const rows = [...byName].map(([name, own]) => {
    own.sort((a, b) => FELT.indexOf(a.measure) - FELT.indexOf(b.measure))
    const first = own.find(({ verdict }) => verdict !== 'none')
    return { name, differences: own, isReal: first !== undefined, first }
  })
  if (kind !== 'interval') {
    rows.sort((a, b) => {
      if (a.first === undefined || b.first === undefined) return Number(b.isReal) - Number(a.isReal)
      const rank = FELT.indexOf(a.first.measure) - FELT.indexOf(b.first.measure)
      return rank === 0 ? Math.abs(b.first.difference) - Math.abs(a.first.difference) : rank
    })
  }
  return rows.map(({ name, differences: own, isReal }) => ({ name, differences: own, isReal }))
}
