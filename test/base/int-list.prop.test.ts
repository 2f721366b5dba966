import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IntList } from '../../src/base/int-list.js'

const value = fc.integer({ min: -3, max: 12 })
const command = fc.oneof(
  { weight: 12, arbitrary: fc.record({ type: fc.constant('push' as const), value }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('remove' as const), value }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('sort' as const), value }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('clear' as const), value }) },
)

test('a list is an array: push, first occurrence removed, stable sort, clear', () => {
  const column = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 16, maxLength: 16 })
  fc.assert(
    fc.property(fc.array(command, { maxLength: 120 }), column, (commands, keys) => {
      const list = new IntList()
      let model: number[] = []
      for (const { type, value } of commands) {
        if (type === 'push') {
          list.push(value)
          model.push(value)
        } else if (type === 'remove') {
          list.remove(value)
          const index = model.indexOf(value)
          if (index >= 0) model.splice(index, 1)
        } else if (type === 'clear') {
          list.clear()
          model = []
        } else {
          for (const negative of model.filter((each) => each < 0)) list.remove(negative)
          model = model.filter((each) => each >= 0)
          list.sortBy(Float64Array.from(keys))
          model.sort((a, b) => keys[a]! - keys[b]!)
        }
        expect(Array.from(list.items.subarray(0, list.size))).toEqual(model)
        expect(list.includes(value)).toBe(model.includes(value))
      }
      for (const [index, each] of model.entries()) expect(list.at(index)).toBe(each)
    }),
  )
})

test('what was there before a clear is gone, and the memory stays', () => {
  const list = new IntList()
  for (let i = 0; i < 1000; i++) list.push(i)
  const { items } = list
  list.clear()
  expect(list.size).toBe(0)
  expect(list.includes(5)).toBe(false)
  for (let i = 0; i < 1000; i++) list.push(-i)
  expect(list.items).toBe(items)
  expect(list.at(999)).toBe(-999)
})
