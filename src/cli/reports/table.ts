/**
 * Text in aligned columns: the first to the left, numbers to the right, and prose at the end as it comes.
 * **cost** O(cells); allocates the lines. Widths count UTF-16 units: names in other scripts may shift a column.
 */

export interface TableRow {
  readonly cells: readonly string[]
  /** What follows the last column, two blanks behind it. */
  readonly prose?: string
}

/** The lines of a table; none ends in blanks. `style` is applied to the prose. */
export function aligned(
  rows: readonly TableRow[],
  style: (prose: string) => string = (prose) => prose,
): string[] {
  const widths: number[] = []
  for (const { cells } of rows) {
    cells.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  const width = widths.reduce((sum, each) => sum + each + 2, -2)
  return rows.map(({ cells, prose = '' }) => {
    const line = cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + 2)))
      .join('')
    return prose === '' ? line.trimEnd() : `${line.padEnd(width)}  ${style(prose)}`
  })
}
