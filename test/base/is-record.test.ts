import { expect, test } from 'vitest'
import { isRecord } from '../../src/base/is-record.js'

test.each([{}, { a: 1 }, Object.create(null), new Map()])('%o has keys and values', (value) => {
  expect(isRecord(value)).toBe(true)
})

test.each([undefined, null, 0, '', 'text', true, [], [{}], () => ({})])('%o has none', (value) => {
  expect(isRecord(value)).toBe(false)
})
