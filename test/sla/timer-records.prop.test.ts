/** A record keeps each of its fields, whatever is written to the others, to other records, and however it grows. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IDLE, PROMISE_LIMIT, TimerRecords, UNLINKED } from '../../src/sla/timer-records.js'

/** How each field is written; promise and stage, which share a word, at once. */
const WRITERS = {
  dueAtMs: (records: TimerRecords, timer: number, value: number) => records.setDueAtMs(timer, value),
  next: (records: TimerRecords, timer: number, value: number) => records.setNext(timer, value),
  previous: (records: TimerRecords, timer: number, value: number) => records.setPrevious(timer, value),
  owner: (records: TimerRecords, timer: number, value: number) => records.setOwner(timer, value),
  nextOfOwner: (records: TimerRecords, timer: number, value: number) => records.setNextOfOwner(timer, value),
  kind: (records: TimerRecords, timer: number, value: number) => records.setKind(timer, value),
  promise: (records: TimerRecords, timer: number, value: number) =>
    records.setPromiseStage(timer, value, records.stageOf(timer)),
  stage: (records: TimerRecords, timer: number, value: number) =>
    records.setPromiseStage(timer, records.promiseOf(timer), value),
} as const
type Field = keyof typeof WRITERS
const READERS: Readonly<Record<Field, (records: TimerRecords, timer: number) => number | undefined>> = {
  dueAtMs: (records, timer) => records.dueAtMsOf(timer),
  next: (records, timer) => records.nextOf(timer),
  previous: (records, timer) => records.previousOf(timer),
  owner: (records, timer) => records.ownerOf(timer),
  nextOfOwner: (records, timer) => records.nextOfOwner(timer),
  kind: (records, timer) => records.kindOf(timer),
  promise: (records, timer) => records.promiseOf(timer),
  stage: (records, timer) => records.stageOf(timer),
}
/** Fails to compile when a field is missing above. */
const none: Exclude<
  keyof TimerRecords,
  `set${string}` | `${Field}Of` | 'nextOfOwner' | 'capacity' | 'ensure'
>[] = []
const FIELDS = Object.keys(WRITERS) as Field[]
const TIMERS = 12

function valueOf(field: Field): fc.Arbitrary<number> {
  if (field === 'dueAtMs') return fc.integer({ min: -1 - 2 ** 43, max: 2 ** 43 })
  if (field === 'promise') return fc.integer({ min: -1, max: PROMISE_LIMIT - 1 })
  if (field === 'stage') return fc.integer({ min: 0, max: 255 })
  return fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
}

const writes = fc.array(
  fc
    .constantFrom(...FIELDS)
    .chain((field) =>
      fc.record({ timer: fc.nat(TIMERS - 1), field: fc.constant(field), value: valueOf(field) }),
    ),
  { maxLength: 200 },
)

it('gives back what was last written to each field of each record', () => {
  expect(none).toEqual([])
  fc.assert(
    fc.property(writes, (all) => {
      const records = new TimerRecords()
      const fresh: [Field, number][] = [
        ['dueAtMs', IDLE],
        ['previous', UNLINKED],
      ]
      const expected = Array.from({ length: TIMERS }, () => new Map(fresh))
      for (const { timer, field, value } of all) {
        records.ensure(timer + 1, TIMERS)
        WRITERS[field](records, timer, value)
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
