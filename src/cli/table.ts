/**
 * Text in aligned columns: the first to the left, numbers to the right.
 * **cost** O(cells); allocates the lines. Widths count UTF-16 units: names in other scripts may shift a column.
 */

/** Lines of a table; a header row is underlined by nothing, a blank cell stays blank. */
export function aligned(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + gap)))
      .join('')
      .trimEnd(),
  )
}
