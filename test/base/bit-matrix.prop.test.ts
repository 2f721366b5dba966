import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BitMatrix, BitSet } from '../../src/base/bit-matrix.js'
import { BitMatrixModel, BitSetModel } from '../model/base/base-bit-matrix.js'

const ROWS = 6
const COLUMNS = 140

const operation = fc.record({
  type: fc.constantFrom(
    ...([
      'set',
      'set',
      'set',
      'clear',
      'clearRow',
      'fillRow',
      'copyRow',
      'andRow',
      'orRow',
      'growColumns',
      'growRows',
    ] as const),
  ),
  onOther: fc.boolean(),
  fromOther: fc.boolean(),
  row: fc.nat(),
  otherRow: fc.nat(),
  column: fc.nat({ max: COLUMNS - 1 }),
})

function expectEqualRows(fast: BitMatrix, model: BitMatrixModel): void {
  for (let r = 0; r < fast.rows; r++) {
    const members: number[] = []
    for (let c = fast.next(r, 0); c >= 0; c = fast.next(r, c + 1)) members.push(c)
    expect(members).toEqual([...model.members[r]!].sort((a, b) => a - b))
    expect(fast.count(r)).toBe(members.length)
    expect(fast.next(r, fast.columns)).toBe(-1)
    for (const c of [-1, 0, 31, 32, fast.columns - 1, fast.columns]) {
      expect(fast.has(r, c)).toBe(model.has(r, c))
    }
  }
  expect(fast.words.length).toBeGreaterThanOrEqual(fast.rows * fast.stride)
  expect(fast.stride * 32).toBeGreaterThanOrEqual(fast.columns)
}

test('two matrices of different widths agree with the naive twins, whatever is copied between them', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 40 }),
      fc.nat({ max: COLUMNS }),
      fc.array(operation, { maxLength: 60 }),
      (columnsA, columnsB, operations) => {
        const fast = [new BitMatrix(2, columnsA), new BitMatrix(1, columnsB)] as const
        const models = [new BitMatrixModel(2), new BitMatrixModel(1)] as const
        for (const { type, onOther, fromOther, row, otherRow, column } of operations) {
          const at = onOther ? 1 : 0
          const from = fromOther ? 1 : 0
          const matrix = fast[at]
          const model = models[at]
          const r = row % matrix.rows
          const fromRow = otherRow % fast[from].rows
          switch (type) {
            case 'set':
              matrix.ensureColumns(column + 1)
              matrix.set(r, column)
              model.set(r, column)
              break
            case 'clear':
              if (column < matrix.columns) matrix.clear(r, column)
              model.clear(r, column)
              break
            case 'clearRow':
              matrix.clearRow(r)
              model.clearRow(r)
              break
            case 'fillRow':
              matrix.fillRow(r, column % (matrix.columns + 1))
              model.fillRow(r, column % (matrix.columns + 1))
              break
            case 'growColumns':
              matrix.ensureColumns(column)
              break
            case 'growRows':
              matrix.ensureRows(1 + (row % ROWS))
              model.ensureRows(1 + (row % ROWS))
              break
            case 'copyRow':
              matrix.copyRow(fast[from], fromRow, r)
              model.copyRow(models[from], fromRow, r)
              break
            default:
              matrix[type](r, fast[from], fromRow)
              model[type](r, models[from], fromRow)
          }
          expectEqualRows(matrix, model)
        }
      },
    ),
  )
})

const SIZES = [0, 1, 31, 32, 33, 1023, 1024, 1025, 5000]
const step = fc.record({
  type: fc.constantFrom(...(['set', 'set', 'set', 'clear', 'clear', 'next', 'has', 'clearAll'] as const)),
  member: fc.oneof(
    fc.nat({ max: 5000 }),
    fc.constantFrom(...SIZES),
    fc.nat({ max: 156 }).map((w) => w * 32),
  ),
  near: fc.nat(),
})

test('a bit set agrees with the naive twin, and its summary with its words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SIZES), fc.array(step, { maxLength: 120 }), (size, steps) => {
      const set = new BitSet(size)
      const model = new BitSetModel()
      const seen: number[] = [0]
      for (const { type, member, near } of steps) {
        const known = seen[near % seen.length]!
        switch (type) {
          case 'set':
            set.ensure(member + 1)
            set.set(member)
            model.set(member)
            seen.push(member)
            break
          case 'clear':
            set.clear(known)
            model.clear(known)
            break
          case 'clearAll':
            if (near % 8 === 0) {
              set.clearAll()
              model.clearAll()
            }
            break
          default:
            expect(set[type](member)).toBe(model[type](member))
            expect(set[type](known + (near % 3))).toBe(model[type](known + (near % 3)))
        }
        expect(set.count).toBe(model.count)
      }
      for (let i = set.next(0), j = model.next(0); i >= 0 || j >= 0; i = set.next(i + 1)) {
        expect(i).toBe(j)
        j = model.next(j + 1)
      }
      set.words.forEach((word, w) => {
        expect(((set.summary[w >> 5]! >>> (w & 31)) & 1) === 1).toBe(word !== 0)
      })
    }),
  )
})
