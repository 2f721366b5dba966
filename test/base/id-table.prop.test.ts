import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOfId, IdTable } from '../../src/base/id-table.js'

const SLOTS = 60

/** Few ids that differ in one place, of any length, in any script; now and then one that was not there before. */
const id = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 80 }).map((number) => `the-contact-${number}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('a', 'b', 'aa', 'ab', 'ba', '\u0100\u0000', '\u0000\u0001', '\u{1f600}'),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 1, unit: 'binary' }) },
)
const command = fc.record({
  type: fc.constantFrom('add' as const, 'add' as const, 'add' as const, 'remove' as const, 'ask' as const),
  id,
  slot: fc.nat({ max: SLOTS - 1 }),
})

test('a table of ids is a Map and a list', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const table = new IdTable()
      const slots = new Map<string, number>()
      const ids: string[] = Array.from({ length: SLOTS }, () => '')
      for (const { type, id, slot } of commands) {
        if (type === 'remove') {
          table.remove(slot)
          slots.delete(ids[slot]!)
          ids[slot] = ''
        } else if (type === 'ask') {
          expect(table.slotOf(id)).toBe(slots.get(id) ?? -1)
        } else if (ids[slot] === '' && !slots.has(id)) {
          table.add(id, slot)
          slots.set(id, slot)
          ids[slot] = id
        }
      }
      for (let slot = 0; slot < SLOTS; slot++) expect(table.idOf(slot)).toBe(ids[slot])
      for (const [id, slot] of slots) expect(table.slotOf(id)).toBe(slot)
      for (const { id } of commands) expect(table.slotOf(id)).toBe(slots.get(id) ?? -1)
    }),
  )
})

test('many ids come and go in any order, and every one is found while it is there', () => {
  const table = new IdTable()
  const idOf = (number: number): string => `3f8e2b74-9c1d-4a60-b5e7-${100_000_000_000 + number}`
  const live = 5_000
  for (let number = 0; number < live; number++) table.add(idOf(number), number)
  const holder = Int32Array.from({ length: live }, (_, slot) => slot)
  for (let number = live; number < 10 * live; number++) {
    const slot = (number * 7_919) % live
    // Now asked for before it goes, and now not: the cell is remembered from the question.
    if (number % 2 === 0) expect(table.slotOf(idOf(holder[slot]!))).toBe(slot)
    table.remove(slot)
    expect(table.slotOf(idOf(holder[slot]!))).toBe(-1)
    table.add(idOf(number), slot)
    holder[slot] = number
  }
  for (const [slot, number] of holder.entries()) expect(table.slotOf(idOf(number))).toBe(slot)
  expect(table.longestSearch()).toBeLessThan(150)
})

/** Ids whose hashes are close to each other. */
function chosenToCollide(): string[] {
  const chosen: string[] = []
  for (let number = 0; chosen.length < 1_500; number++) {
    const id = `contact-${number}`
    if (hashOfId(id, 0) >>> 0 < 2 ** 32 / 1_024) chosen.push(id)
  }
  return chosen
}

test.each([
  ['were chosen to collide', chosenToCollide()],
  ['end alike', Array.from({ length: 1_500 }, (_, number) => `${number}-of-the-house`)],
])('ids that %s are told apart by another hash', (_, ids) => {
  const table = new IdTable()
  let longest = 0
  for (const [slot, id] of ids.entries()) {
    table.add(id, slot)
    longest = Math.max(longest, table.longestSearch())
  }
  expect(longest).toBeGreaterThan(400)
  expect(table.longestSearch()).toBeLessThan(150)
  for (const [slot, id] of ids.entries()) expect(table.slotOf(id)).toBe(slot)
  for (const [slot] of ids.entries()) if (slot % 3 > 0) table.remove(slot)
  for (const [slot, id] of ids.entries()) expect(table.slotOf(id)).toBe(slot % 3 > 0 ? -1 : slot)
})

test('nothing has no id, and an empty id is refused', () => {
  const table = new IdTable()
  expect(table.slotOf('')).toBe(-1)
  expect(table.idOf(7)).toBe('')
  table.remove(7)
  expect(() => table.add('', 0)).toThrow('empty id')
})
