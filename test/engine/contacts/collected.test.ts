import { expect, test } from 'vitest'
import { collectedFault } from '../../../src/engine/contacts/collected.js'

const many = (count: number, from = 0): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`name ${from + index}`, 'text']))

test('texts by name, within bounds', () => {
  const sound: readonly unknown[] = [
    undefined,
    {},
    { order: '' },
    { ['n'.repeat(64)]: 't'.repeat(1024) },
    many(32),
  ]
  for (const value of sound) expect(collectedFault(undefined, value)).toBe(undefined)
  expect(collectedFault(many(30), many(4, 28))).toBe(undefined)
})

test('anything else is refused, and says why', () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [null, 'null'],
    ['text', '"text"'],
    [['text'], '["text"]'],
    [{ order: 17 }, '"order" is 17'],
    [{ '': 'text' }, 'name ""'],
    [{ ['n'.repeat(65)]: 'text' }, '1 to 64'],
    [{ order: 't'.repeat(1025) }, 'at most 1024'],
    [many(33), '33 entries'],
  ]
  for (const [value, part] of wrong) {
    expect(collectedFault(undefined, value)).toMatchObject({
      code: 'invalidValue',
      message: expect.stringContaining(part) as string,
    })
  }
  expect(collectedFault(many(30), many(3, 30))).toMatchObject({ code: 'invalidValue' })
})
