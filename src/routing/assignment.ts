/**
 * Batch assignment: the set of pairs of greatest total value in a rectangular table with forbidden pairs.
 */
export class AssignmentSolver {
  solve(rows: number, columns: number, value: Int32Array | Float64Array, rowToColumn: Int32Array): number {
    const n = rows
    const m = columns + rows
    const big = 2 ** 45
    const cost = (i: number, j: number): number =>
      j < columns ? (value[i * columns + j]! > 0 ? -value[i * columns + j]! : big) : 0
    const u = new Float64Array(n + 1)
    const v = new Float64Array(m + 1)
    const p = new Int32Array(m + 1)
    const way = new Int32Array(m + 1)
    for (let i = 1; i <= n; i++) {
      p[0] = i
      let j0 = 0
      const minv = new Float64Array(m + 1).fill(Infinity)
      const used = new Uint8Array(m + 1)
      do {
        used[j0] = 1
        const i0 = p[j0]!
        let delta = Infinity
        let j1 = 0
        for (let j = 1; j <= m; j++) {
          if (used[j]) continue
          const cur = cost(i0 - 1, j - 1) - u[i0]! - v[j]!
          if (cur < minv[j]!) {
            minv[j] = cur
            way[j] = j0
          }
          if (minv[j]! < delta) {
            delta = minv[j]!
            j1 = j
          }
        }
        for (let j = 0; j <= m; j++) {
          if (used[j]) {
            u[p[j]!] = u[p[j]!]! + delta
            v[j] = v[j]! - delta
          } else minv[j] = minv[j]! - delta
        }
        j0 = j1
      } while (p[j0] !== 0)
      do {
        const j1 = way[j0]!
        p[j0] = p[j1]!
        j0 = j1
      } while (j0)
    }
    rowToColumn.fill(-1)
    let total = 0
    for (let j = 1; j <= columns; j++) {
      const i = p[j]!
      if (i > 0 && value[(i - 1) * columns + j - 1]! > 0) {
        rowToColumn[i - 1] = j - 1
        total += value[(i - 1) * columns + j - 1]!
      }
    }
    return total
  }
}
