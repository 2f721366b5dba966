/**
 * The naive twins of `BitMatrix` and `BitSet`: one JavaScript set of numbers per row, searched from end to end.
 */
import type { BitMatrix, BitSet } from '../../../src/base/bit-matrix.js'

export class BitMatrixModel implements Pick<
  BitMatrix,
  'set' | 'clear' | 'has' | 'clearRow' | 'fillRow' | 'next' | 'count'
> {
  readonly members: Set<number>[] = []

  constructor(rows: number) {
    this.ensureRows(rows)
  }

  ensureRows(n: number): void {
    while (this.members.length < n) this.members.push(new Set())
  }

  set(r: number, c: number): void {
    this.members[r]!.add(c)
  }

  clear(r: number, c: number): void {
    this.members[r]!.delete(c)
  }

  has(r: number, c: number): boolean {
    return this.members[r]?.has(c) ?? false
  }

  clearRow(r: number): void {
    this.members[r] = new Set()
  }

  fillRow(r: number, columns: number): void {
    this.members[r] = new Set(Array.from({ length: columns }, (_, c) => c))
  }

  copyRow(from: BitMatrixModel, fromRow: number, r: number): void {
    this.members[r] = new Set(from.members[fromRow])
  }

  andRow(r: number, other: BitMatrixModel, otherRow: number): void {
    this.members[r] = new Set([...this.members[r]!].filter((c) => other.has(otherRow, c)))
  }

  orRow(r: number, other: BitMatrixModel, otherRow: number): void {
    this.members[r] = new Set([...this.members[r]!, ...other.members[otherRow]!])
  }

  next(r: number, from: number): number {
    return leastFrom(this.members[r]!, from)
  }

  count(r: number): number {
    return this.members[r]!.size
  }
}

export class BitSetModel implements Pick<BitSet, 'set' | 'clear' | 'has' | 'next' | 'count' | 'clearAll'> {
  private readonly members = new Set<number>()

  get count(): number {
    return this.members.size
  }

  set(i: number): void {
    this.members.add(i)
  }

  clear(i: number): void {
    this.members.delete(i)
  }

  has(i: number): boolean {
    return this.members.has(i)
  }

  next(from: number): number {
    return leastFrom(this.members, from)
  }

  clearAll(): void {
    this.members.clear()
  }
}

function leastFrom(members: ReadonlySet<number>, from: number): number {
  let least = -1
  for (const member of members) if (member >= from && (least === -1 || member < least)) least = member
  return least
}
