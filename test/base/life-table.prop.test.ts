import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LifeTable, type LifeTableJson } from '../../src/base/life-table.js'
import { LifeTableModel } from '../model/base/life-table.js'

const age = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: 0, max: 3_600_000 }),
  fc.constantFrom(0, 255, 256, 1023, 1024, 1279, 1280, 2 ** 20, 2 ** 33, 2 ** 42),
)
const life = fc.record({ age, isEnd: fc.boolean() })

function tableOf(lives: readonly { age: number; isEnd: boolean }[], limit = 1_000): LifeTable {
  const table = new LifeTable(limit)
  for (const { age: at, isEnd } of lives) table.add(at, isEnd)
  return table
}

test('survival and mean time left are those of a twin that keeps every observation', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 60 }), age, age, (lives, at, more) => {
      const table = tableOf(lives)
      const twin = new LifeTableModel()
      for (const { age: each, isEnd } of lives) twin.add(each, isEnd)
      expect(table.survival(at, at + more)).toBeCloseTo(twin.survival(at, at + more), 9)
      const left = twin.meanResidual(at)
      expect(Math.abs(table.meanResidual(at) - left)).toBeLessThanOrEqual(1e-9 * Math.max(1, left))
    }),
  )
})

test('survival is a share that never grows with time, and 1 at once', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 60 }), age, age, age, (lives, at, more, yet) => {
      const table = tableOf(lives)
      const [soon, late] = [table.survival(at, at + more), table.survival(at, at + more + yet)]
      expect(table.survival(at, at)).toBe(1)
      expect(late).toBeLessThanOrEqual(soon + 1e-12)
      expect(late).toBeGreaterThanOrEqual(0)
      expect(table.meanResidual(at)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('mean and variation are those of the ages that ended, while none is forgotten', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 50 }), (ages) => {
      const table = tableOf(
        ages.flatMap((each) => [
          { age: each, isEnd: true },
          { age: 7, isEnd: false },
        ]),
      )
      const mean = ages.reduce((sum, each) => sum + each, 0) / ages.length
      const variance = ages.reduce((sum, each) => sum + (each - mean) ** 2, 0) / ages.length
      expect(table.ends).toBe(ages.length)
      expect(table.mean).toBeCloseTo(mean, 6)
      expect(table.squaredVariation).toBeCloseTo(variance / mean ** 2, 6)
    }),
  )
})

test('plain JSON in the middle changes nothing, full tables and their halving included', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 80 }), fc.nat(80), age, age, (lives, cut, at, more) => {
      const whole = tableOf(lives, 16)
      const json = JSON.parse(JSON.stringify(tableOf(lives.slice(0, cut), 16))) as LifeTableJson
      const resumed = LifeTable.fromJSON(16, json)
      for (const { age: each, isEnd } of lives.slice(cut)) resumed.add(each, isEnd)
      expect(resumed.toJSON()).toEqual(whole.toJSON())
      expect(resumed.count).toBe(whole.count)
      expect(resumed.count).toBeLessThanOrEqual(16)
      expect(resumed.mean).toBe(whole.mean)
      expect(resumed.survival(at, at + more)).toBe(whole.survival(at, at + more))
      expect(resumed.meanResidual(at)).toBe(whole.meanResidual(at))
      expect(resumed.reached(at)).toBe(whole.reached(at))
    }),
  )
})

test('a full table follows a change: what ended long ago weighs less and less', () => {
  const table = new LifeTable(32)
  for (let i = 0; i < 200; i++) table.add(1_000, true)
  for (let i = 0; i < 200; i++) table.add(9_000, true)
  expect(table.mean).toBeGreaterThan(8_900)
})

test('those who were withdrawn count as alive until then', () => {
  const table = tableOf([
    { age: 100, isEnd: true },
    { age: 5_000, isEnd: false },
    { age: 5_000, isEnd: false },
    { age: 5_000, isEnd: false },
  ])
  expect(table.survival(0, 4_000)).toBeCloseTo(3 / 4, 12)
})
