/** A record keeps each of its fields, whatever is written to the others, to other records, and however it grows. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ContactRecords } from '../../../src/engine/contacts/contact-records.js'

class Records extends ContactRecords {
  grow(contacts: number): void {
    this.ensureRecords(contacts)
  }

  write(contact: number, field: Field, value: number): void {
    this[`set${field[0]!.toUpperCase()}${field.slice(1)}` as `set${Capitalize<Field>}`](contact, value)
  }

  arriveAnew(contact: number): void {
    this.clear(contact)
  }
}

type Of<S extends string> = S extends `set${infer Field}` ? Uncapitalize<Field> : never
type Field = Of<keyof ContactRecords>

const BYTES = [
  'state',
  'emotion',
  'emotionClass',
  'step',
  'queuedFrom',
  'wasHard',
  'loadAdded',
  'resumesIn',
  'isDone',
  'hasId',
  'hasExtras',
] as const satisfies Field[]
const WORDS = [
  'generation',
  'agent',
  'holder',
  'nextOfAgent',
  'previousOfAgent',
  'categoryIndex',
  'demand',
  'firstTimer',
  'headStartMs',
] as const satisfies Field[]
const DOUBLES = [
  'sinceAtMs',
  'stateAtMs',
  'virtualAtMs',
  'arrivedAtMs',
  'episodeAtMs',
] as const satisfies Field[]
/** Never below 0, and up to 2^31. */
const UNSIGNED = ['boostMs'] as const satisfies Field[]
const FIELDS: readonly Field[] = [...BYTES, ...WORDS, ...DOUBLES, ...UNSIGNED]
/** Fails to compile when a field is missing above. */
const none: Exclude<Field, (typeof BYTES | typeof WORDS | typeof DOUBLES | typeof UNSIGNED)[number]>[] = []

const CONTACTS = 12

const write = fc.oneof(
  fc.record({ field: fc.constantFrom<Field>(...BYTES), value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({
    field: fc.constantFrom<Field>(...WORDS),
    value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  }),
  fc.record({
    field: fc.constantFrom<Field>(...DOUBLES),
    value: fc.integer({ min: -(2 ** 43), max: 2 ** 43 }),
  }),
  fc.record({
    field: fc.constantFrom<Field>(...UNSIGNED),
    value: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  }),
)
const writes = fc.array(fc.tuple(fc.nat(CONTACTS - 1), write), { maxLength: 200 })

function getter(
  field: Field,
): 'nextOfAgent' | 'previousOfAgent' | Exclude<keyof ContactRecords, `set${string}`> {
  return field === 'nextOfAgent' || field === 'previousOfAgent' ? field : `${field}Of`
}

function read(records: ContactRecords, field: Field, contact: number): number {
  const name = getter(field)
  return name === 'capacity' ? Number.NaN : records[name](contact)
}

it('gives back what was last written to each field of each record', () => {
  expect(none).toEqual([])
  fc.assert(
    fc.property(writes, (steps) => {
      const records = new Records()
      const written = new Map<string, number>()
      for (const [contact, { field, value }] of steps) {
        // Each contact that comes later than all before it makes the records grow.
        records.grow(contact + 1)
        records.write(contact, field, value)
        written.set(`${contact} ${field}`, value)
      }
      for (let contact = 0; contact < records.capacity; contact++) {
        for (const field of FIELDS) {
          expect(read(records, field, contact)).toBe(written.get(`${contact} ${field}`) ?? 0)
        }
      }
    }),
  )
})

/** What a cleared record holds: -1 in these, 0 in every other field but those that are left as they were. */
const NONE: readonly Field[] = ['agent', 'holder', 'demand', 'firstTimer']
const LEFT: readonly Field[] = [...DOUBLES, 'generation', 'categoryIndex', 'nextOfAgent', 'previousOfAgent']

it('clears a record without touching another, nor its life and its instants', () => {
  fc.assert(
    fc.property(writes, fc.nat(CONTACTS - 1), (steps, cleared) => {
      const records = new Records()
      records.grow(CONTACTS)
      for (const [contact, { field, value }] of steps) records.write(contact, field, value)
      const before = FIELDS.map((field) =>
        Array.from({ length: CONTACTS }, (_, contact) => read(records, field, contact)),
      )
      records.arriveAnew(cleared)
      FIELDS.forEach((field, i) => {
        for (let contact = 0; contact < CONTACTS; contact++) {
          const isKept = contact !== cleared || LEFT.includes(field)
          const expected = isKept ? before[i]![contact] : NONE.includes(field) ? -1 : 0
          expect(read(records, field, contact)).toBe(expected)
        }
      })
    }),
  )
})
