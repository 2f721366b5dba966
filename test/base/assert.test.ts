import { expect, test } from 'vitest'
import { InvariantError, assert } from '../../src/base/assert.js'

test('a condition that holds passes in silence', () => {
  expect(() => assert(true, 'never said')).not.toThrow()
})

test('a broken condition throws an InvariantError that carries the message', () => {
  expect(() => assert(false, 'time runs backwards')).toThrow(InvariantError)
  expect(() => assert(false, 'time runs backwards')).toThrow('time runs backwards')
})

test('the error can be told by its name across builds, where instanceof cannot', () => {
  expect(new InvariantError('x').name).toBe('InvariantError')
})
