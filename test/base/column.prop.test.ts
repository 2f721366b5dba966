import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  grownFloat64,
  grownInt32,
  grownStrings,
  grownUint8,
  grownUint32,
  roomFor,
} from '../../src/base/column.js'

const kinds = [
  { name: 'grownInt32', grown: grownInt32, from: (values: number[]) => Int32Array.from(values) },
  { name: 'grownUint32', grown: grownUint32, from: (values: number[]) => Uint32Array.from(values) },
  { name: 'grownUint8', grown: grownUint8, from: (values: number[]) => Uint8Array.from(values) },
  { name: 'grownFloat64', grown: grownFloat64, from: (values: number[]) => Float64Array.from(values) },
] as const

for (const { name, grown, from } of kinds) {
  const grow = grown as unknown as (
    array: ArrayLike<number>,
    capacity: number,
    fill?: number,
  ) => ArrayLike<number>

  test(`${name} keeps what there is, fills what is new, and at least doubles`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 255 }),
        (values, capacity, fill) => {
          const before = from(values)
          const after = grow(before, capacity, fill)
          if (capacity <= values.length) {
            expect(after).toBe(before)
            return
          }
          expect(after.length).toBe(Math.max(capacity, values.length * 2))
          expect(Array.from(after).slice(0, values.length)).toEqual(values)
          expect(Array.from(after).slice(values.length)).toEqual(
            Array.from({ length: after.length - values.length }, () => fill),
          )
          expect(Array.from(before)).toEqual(values)
        },
      ),
    )
  })

  test(`${name} fills with 0 unless told otherwise`, () => {
    expect(Array.from(grow(from([7]), 3))).toEqual([7, 0, 0])
  })
}

test('room doubles while it is small, grows by a quarter and then by an eighth once it is large, and is always enough', () => {
  expect([roomFor(0, 1), roomFor(16, 17), roomFor(16, 40)]).toEqual([1, 32, 40])
  expect([roomFor(8_191, 8_192), roomFor(8_192, 8_193)]).toEqual([16_382, 10_240])
  expect([roomFor(65_535, 65_536), roomFor(65_536, 65_537)]).toEqual([81_918, 73_728])
  expect([roomFor(100_000, 100_001), roomFor(100_000, 200_000)]).toEqual([112_500, 200_000])
})

test('values that only one kind can hold survive a growth', () => {
  expect(grownInt32(Int32Array.of(-1), 2, -1)).toEqual(Int32Array.of(-1, -1))
  expect(grownUint32(Uint32Array.of(2 ** 32 - 1), 2)).toEqual(Uint32Array.of(2 ** 32 - 1, 0))
  expect(grownFloat64(Float64Array.of(2 ** 53), 2, Infinity)).toEqual(Float64Array.of(2 ** 53, Infinity))
})

test('a longer list of strings begins with the shorter one, and holds nothing where there was nothing', () => {
  const before = ['a', '', 'c']
  expect(grownStrings(before, 3)).toBe(before)
  expect(grownStrings(before, 4)).toEqual(['a', '', 'c', '', '', ''])
  expect(before).toEqual(['a', '', 'c'])
})
