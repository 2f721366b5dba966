import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CalendarData } from '../../src/sla/calendar.js'
import { Hours } from '../../src/sla/hours.js'
import { isOpen } from '../model/sla/promise-clocks.js'
import { someStretches } from './stretches.js'

const END_MS = 1500

/** Open milliseconds, counted one by one. */
function openBetween(data: CalendarData, aMs: number, bMs: number): number {
  let openMs = 0
  for (let atMs = aMs; atMs < bMs; atMs++) if (isOpen(data, atMs)) openMs++
  return openMs
}

test('every answer is that of the walk from millisecond to millisecond, known or not', () => {
  fc.assert(
    fc.property(someStretches, fc.nat(1000), fc.nat(400), (data, atMs, lengthMs) => {
      const hours = new Hours(data)
      expect(hours.isOpen(atMs)).toBe(isOpen(data, atMs))
      expect(hours.between(atMs, atMs + lengthMs)).toBe(openBetween(data, atMs, atMs + lengthMs))
      let changeMs = atMs + 1
      while (changeMs < END_MS && isOpen(data, changeMs) === isOpen(data, atMs)) changeMs++
      expect(hours.nextChangeMs(atMs)).toBe(changeMs === END_MS ? Infinity : changeMs)
      let dueAtMs = atMs
      for (let openMs = 0; openMs < lengthMs; dueAtMs++) if (isOpen(data, dueAtMs)) openMs++
      expect(hours.after(atMs, lengthMs)).toBe(dueAtMs)
    }),
  )
})

test('from an open instant, there and back is the identity', () => {
  fc.assert(
    fc.property(someStretches, fc.nat(1000), fc.nat(400), (data, atMs, workingMs) => {
      const hours = new Hours(data)
      expect(hours.between(atMs, hours.after(atMs, workingMs))).toBe(workingMs)
    }),
  )
})

test('extended: what was known stays, what follows is that of the other hours, and whatever does not follow is told', () => {
  fc.assert(
    fc.property(someStretches, someStretches, fc.constantFrom('UTC', 'Asia/Tokyo'), (known, other, zone) => {
      const hours = new Hours(known)
      const later = { ...other, zone }
      const follows = zone === 'UTC' && later.fromMs <= known.toMs && later.toMs > known.toMs
      expect(hours.faultOf(later) === undefined).toBe(follows)
      if (!follows) {
        expect(() => hours.extendedBy(later)).toThrow('do not follow')
        return
      }
      const extended = hours.extendedBy(later)
      expect(extended.untilMs).toBe(later.toMs)
      for (let atMs = 0; atMs < END_MS; atMs++) {
        const expected = isOpen(atMs < known.toMs ? known : later, atMs)
        if (extended.isOpen(atMs) !== expected)
          expect([atMs, extended.isOpen(atMs)]).toEqual([atMs, expected])
      }
      expect(new Hours(extended.toData()).toData()).toEqual(extended.toData())
    }),
  )
})
