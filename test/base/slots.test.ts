import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { Slots } from '../../src/base/slots.js'

test('the slot released last is allocated first, and its old handle is stale', () => {
  const slots = new Slots()
  const first = slots.allocate()
  const second = slots.allocate()
  const handle = slots.handleOf(first)
  slots.release(second)
  slots.release(first)
  expect(slots.slotOf(handle)).toBe(-1)
  expect(slots.allocate()).toBe(first)
  expect(slots.slotOf(handle)).toBe(-1)
  expect(slots.slotOf(slots.handleOf(first))).toBe(first)
  expect(slots.allocate()).toBe(second)
  expect(slots.allocate()).toBe(2)
})

test('a handle is generation * 2^24 + slot, from generation 1 on, so that no slot passes for a handle', () => {
  const slots = new Slots()
  const slot = slots.allocate()
  expect(slots.handleOf(slot)).toBe(2 ** 24)
  expect(slots.slotOf(slot)).toBe(-1)
})

test('numbers that never were handles name no slot', () => {
  const slots = new Slots()
  slots.allocate()
  for (const n of [Number.NaN, Infinity, -Infinity, -1, 0, 0.5, 2 ** 24 + 0.5, -(2 ** 24), 2 ** 53, 1e300]) {
    expect(slots.slotOf(n)).toBe(-1)
  }
})

test('to release or name a dead slot is a programmer error', () => {
  const slots = new Slots()
  const slot = slots.allocate()
  slots.release(slot)
  for (const dead of [slot, 1, -1, 0.5, Number.NaN]) {
    expect(() => slots.release(dead)).toThrow(InvariantError)
    expect(() => slots.handleOf(dead)).toThrow(InvariantError)
  }
  expect(slots.live).toBe(0)
})

test('a slot whose generations are used up is retired, in snapshots too', () => {
  const slots = Slots.fromJSON({ generations: [2 ** 29 - 1, 1], free: [1] })
  const handle = slots.handleOf(0)
  expect(handle).toBe((2 ** 29 - 1) * 2 ** 24)
  expect(slots.slotOf(handle)).toBe(0)
  slots.release(0)
  expect(slots.slotOf(handle)).toBe(-1)
  expect(slots.slotOf(2 ** 53)).toBe(-1)
  for (const same of [slots, Slots.fromJSON(slots.toJSON())]) {
    expect(same.live).toBe(0)
    expect([same.allocate(), same.allocate()]).toEqual([1, 2])
  }
})

test('the 2^24th slot is the last', () => {
  const slots = new Slots(2 ** 24)
  for (let i = 0; i < 2 ** 24; i++) slots.allocate()
  expect(slots.live).toBe(2 ** 24)
  const last = slots.handleOf(2 ** 24 - 1)
  expect(slots.slotOf(last)).toBe(2 ** 24 - 1)
  expect(() => slots.allocate()).toThrow(InvariantError)
})

test('a snapshot that contradicts itself is refused', () => {
  for (const free of [[2], [0, 0], [-1], [0.5]]) {
    expect(() => Slots.fromJSON({ generations: [1, 1], free })).toThrow(InvariantError)
  }
  for (const generation of [0, 1.5, 2 ** 29 + 1, Number.NaN]) {
    expect(() => Slots.fromJSON({ generations: [generation], free: [] })).toThrow(InvariantError)
  }
})
