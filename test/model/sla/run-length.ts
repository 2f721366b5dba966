/**
 * Mean run lengths of a Bernoulli CUSUM the obvious way: the same equations written out as a full matrix and solved with
 * pivoting, and a simulation.
 */

export function denseRunLength(share: number, up: number, down: number, limit: number): number {
  const rows = Array.from({ length: limit }, (_, s) => {
    const row = Array.from({ length: limit + 1 }, (_each, column) =>
      column === s || column === limit ? 1 : 0,
    )
    row[Math.max(0, s - down)]! -= share
    if (s + up < limit) row[s + up]! -= 1 - share
    return row
  })
  for (let column = 0; column < limit; column++) {
    let best = column
    for (let row = column + 1; row < limit; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row
    }
    const pivot = rows[best]!
    rows[best] = rows[column]!
    rows[column] = pivot
    for (const row of rows) {
      if (row === pivot) continue
      const factor = row[column]! / pivot[column]!
      for (let each = column; each <= limit; each++) row[each]! -= factor * pivot[each]!
    }
  }
  return rows[0]![limit]! / rows[0]![0]!
}

/** Observations up to the alarm, drawn one by one. */
export function drawnRunLength(
  share: number,
  up: number,
  down: number,
  limit: number,
  uniform: () => number,
): number {
  let level = 0
  for (let count = 1; ; count++) {
    level = uniform() < share ? Math.max(0, level - down) : level + up
    if (level >= limit) return count
  }
}
