/** A record keeps each of its fields, whatever is written to the others, to other records, and however it grows. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DISARMED, TimerRecords } from '../../src/sla/timer-records.js'

const LIMITS = {
  DueAtMs: [0, 2 ** 43],
  Next: [-(2 ** 31), 2 ** 31 - 1],
  Previous: [-(2 ** 31), 2 ** 31 - 1],
  Promise: [-(2 ** 31), 2 ** 31 - 1],
  Owner: [-(2 ** 31), 2 ** 31 - 1],
  NextOfOwner: [-(2 ** 31), 2 ** 31 - 1],
  Stage: [0, 255],
  Kind: [0, 255],
} as const
type Field = keyof typeof LIMITS
/** Fails to compile when a field is missing above. */
const none: Exclude<
  keyof TimerRecords,
  `set${Field}` | `${string}Of` | 'nextOfOwner' | 'capacity' | 'ensure'
>[] = []
const READERS: Readonly<Record<Field, (records: TimerRecords, timer: number) => number | undefined>> = {
  DueAtMs: (records, timer) => records.dueAtMsOf(timer),
  Next: (records, timer) => records.nextOf(timer),
  Previous: (records, timer) => records.previousOf(timer),
  Promise: (records, timer) => records.promiseOf(timer),
  Owner: (records, timer) => records.ownerOf(timer),
  NextOfOwner: (records, timer) => records.nextOfOwner(timer),
  Stage: (records, timer) => records.stageOf(timer),
  Kind: (records, timer) => records.kindOf(timer),
}
const FIELDS = Object.keys(LIMITS) as Field[]
const TIMERS = 12

const writes = fc.array(
  fc.constantFrom(...FIELDS).chain((field) =>
    fc.record({
      timer: fc.nat(TIMERS - 1),
      field: fc.constant(field),
      value: fc.integer({ min: LIMITS[field][0], max: LIMITS[field][1] }),
    }),
  ),
  { maxLength: 200 },
)

it('gives back what was last written to each field of each record', () => {
  expect(none).toEqual([])
  fc.assert(
    fc.property(writes, (all) => {
      const records = new TimerRecords()
      const expected = Array.from({ length: TIMERS }, () => new Map<Field, number>([['Previous', DISARMED]]))
      for (const { timer, field, value } of all) {
        records.ensure(timer + 1, TIMERS)
        records[`set${field}`](timer, value)
        expected[timer]!.set(field, value)
      }
      records.ensure(TIMERS, TIMERS)
      expect(records.capacity).toBe(TIMERS)
      for (let timer = 0; timer < TIMERS; timer++) {
        for (const field of FIELDS)
          expect(READERS[field](records, timer)).toBe(expected[timer]!.get(field) ?? 0)
      }
    }),
  )
})

it('has no record beyond the last', () => {
  const records = new TimerRecords()
  records.ensure(3, 100)
  expect(records.capacity).toBeGreaterThanOrEqual(3)
  expect(records.previousOf(records.capacity)).toBeUndefined()
})
