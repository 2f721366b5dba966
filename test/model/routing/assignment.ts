/**
 * The naive twin of AssignmentSolver: tries every assignment, column by column in ascending order and none last, and
 * keeps the first of the greatest total. For problems of up to 7 rows and 7 columns.
 */

export interface Assignment {
  readonly total: number
  /** Column of each row, or -1. */
  readonly rowToColumn: readonly number[]
}

/** `value` is row-major; 0 is forbidden. */
export function firstGreatestAssignment(rows: number, columns: number, value: ArrayLike<number>): Assignment {
  let best: Assignment = { total: -1, rowToColumn: [] }
  const chosen: number[] = []
  const choose = (row: number, total: number): void => {
    if (row === rows) {
      if (total > best.total) best = { total, rowToColumn: [...chosen] }
      return
    }
    for (let column = 0; column < columns; column++) {
      const worth = value[row * columns + column] ?? 0
      if (worth === 0 || chosen.includes(column)) continue
      chosen.push(column)
      choose(row + 1, total + worth)
      chosen.pop()
    }
    chosen.push(-1)
    choose(row + 1, total)
    chosen.pop()
  }
  choose(0, 0)
  return best
}
