import { expect, test } from 'vitest'
import { ConfigError, faultText, nameHint, pathText, type Fault } from '../../src/base/fault.js'

test('a path reads as it would be written', () => {
  expect(pathText([])).toBe('(root)')
  expect(pathText(['relax', 0, 'afterMs'])).toBe('relax[0].afterMs')
  expect(pathText([3, 'name'])).toBe('[3].name')
  expect(pathText([1, 2])).toBe('[1][2]')
})

test('a fault is one line, with its hint if it has one', () => {
  const fault: Fault = { path: ['queues', 'a'], value: 7, message: 'is no queue' }
  expect(faultText(fault)).toBe('queues.a: is no queue')
  expect(faultText({ ...fault, hint: 'maybe "b"?' })).toBe('queues.a: is no queue (maybe "b"?)')
  expect(faultText({ ...fault, path: [] })).toBe('(root): is no queue')
})

test('the error lists every fault and keeps them', () => {
  const faults: Fault[] = [
    { path: ['a'], value: 1, message: 'is one' },
    { path: ['b', 0], value: 2, message: 'is two', hint: 'try three' },
  ]
  const error = new ConfigError('policy', faults)
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe('ConfigError')
  expect(error.message).toBe('policy: 2 faults\n  a: is one\n  b[0]: is two (try three)')
  expect(error.faults).toBe(faults)
  expect(new ConfigError('policy', faults.slice(0, 1)).message).toBe('policy: 1 fault\n  a: is one')
})

test.each([
  ['kichen', 'kitchen', 'a letter missing'],
  ['kittchen', 'kitchen', 'a letter too many'],
  ['kitsen', 'kitchen', 'a wrong letter and one missing'],
  ['kicthen', 'kitchen', 'neighbours swapped'],
  ['KITCHEN', 'kitchen', 'another case'],
  ['chatt', 'chat', 'among several'],
])('%s: maybe %s (%s)', (name, nearest) => {
  expect(nameHint(name, ['phone', 'kitchen', 'chat'])).toBe(`maybe "${nearest}"?`)
})

test('a swap of neighbours counts as one change, so it beats a name two changes away', () => {
  expect(nameHint('abdc', ['abee', 'abcd'])).toBe('maybe "abcd"?')
  expect(nameHint('ab', ['xy', 'ba'])).toBe('maybe "ba"?')
})

test('the first of equally near names; a longer name may be further off', () => {
  expect(nameHint('cat', ['bat', 'rat'])).toBe('maybe "bat"?')
  expect(nameHint('abc', ['abxyz'])).toBe('known: "abxyz"')
  expect(nameHint('installatoons', ['instellations!!'])).toBe('maybe "instellations!!"?')
  expect(nameHint('installations', ['inxxxxxations'])).toBe('known: "inxxxxxations"')
})

test('a name that differs in length as much as it may is still found, one more letter is too much', () => {
  expect(nameHint('ab', ['abcd'])).toBe('maybe "abcd"?')
  expect(nameHint('ab', ['abcde'])).toBe('known: "abcde"')
  expect(nameHint('x'.repeat(10_000), ['phone'])).toBe('known: "phone"')
})

test('where none is near, the known names are listed, eight at most', () => {
  expect(nameHint('x', [])).toBe('none is defined')
  expect(nameHint('something', ['a', 'b'])).toBe('known: "a", "b"')
  const eight = Array.from({ length: 8 }, (_, i) => `queue-${i}`)
  const listed = eight.map((each) => `"${each}"`).join(', ')
  expect(nameHint('que', ['other', ...eight])).toBe(`known: ${listed}, ...`)
  expect(nameHint('z', eight)).toBe(`known: ${listed}`)
  expect(nameHint('z', [...eight, 'queue-8'])).toBe(`known: ${listed}, ...`)
})
