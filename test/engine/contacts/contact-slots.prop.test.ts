/** Slots kept in contacts' records are the slots of base/slots.ts, whatever the contacts' other fields hold. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvariantError } from '../../../src/base/assert.js'
import { Slots, handleOf, type SlotsJson } from '../../../src/base/slots.js'
import { Contacts } from '../../../src/engine/contacts/contacts.js'

const command = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ type: 'add' as const, pick: 0 }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('remove' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ type: 'restore' as const, pick: 0 }) },
)

function likeTwin(contacts: Contacts, twin: Slots, handles: readonly number[]): void {
  expect(contacts.highWater).toBe(twin.highWater)
  expect(contacts.slotsJson()).toEqual(twin.toJSON())
  for (const handle of handles) expect(contacts.slotOfHandle(handle)).toBe(twin.slotOf(handle))
  for (const slot of [-1, 0.5, Number.NaN]) expect(contacts.isLive(slot)).toBe(false)
  for (let slot = 0; slot <= contacts.highWater; slot++) expect(contacts.isLive(slot)).toBe(twin.isLive(slot))
}

test('slots, handles and snapshots agree with those of a column beside the records', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
      let contacts = new Contacts()
      let twin = new Slots()
      const live: number[] = []
      const handles: number[] = [0, -1, 0.5, Number.NaN, Infinity, 2 ** 53]
      for (const { type, pick } of commands) {
        if (type === 'add') {
          const contact = contacts.add('')
          expect(contact).toBe(twin.allocate())
          expect(contacts.handleOf(contact)).toBe(twin.handleOf(contact))
          // Linked to others of an agent, as a live contact may be.
          contacts.setNextOfAgent(contact, contact - 1)
          live.push(contact)
          handles.push(contacts.handleOf(contact), handleOf(contact, 7), -contacts.handleOf(contact))
        } else if (type === 'restore') {
          contacts = new Contacts(JSON.parse(JSON.stringify(contacts.slotsJson())) as SlotsJson)
          twin = Slots.fromJSON(twin.toJSON())
        } else if (live.length > 0) {
          const [contact] = live.splice(pick % live.length, 1)
          contacts.remove(contact!)
          twin.release(contact!)
        }
        likeTwin(contacts, twin, handles)
      }
    }),
  )
})

test('a slot whose generations are used up is retired, in snapshots too', () => {
  const json = { generations: [2 ** 29 - 1, 1], free: [1] }
  const contacts = new Contacts(json)
  const twin = Slots.fromJSON(json)
  const handles = [twin.handleOf(0), 2 ** 53]
  likeTwin(contacts, twin, handles)
  contacts.remove(0)
  twin.release(0)
  likeTwin(contacts, twin, handles)
  const again = new Contacts(contacts.slotsJson())
  likeTwin(again, twin, handles)
  expect([again.add(''), again.add('')]).toEqual([1, 2])
})

test('to remove a contact twice, or to restore what contradicts itself, is a programmer error', () => {
  const contacts = new Contacts()
  const contact = contacts.add('')
  contacts.remove(contact)
  for (const dead of [contact, 1, -1]) expect(() => contacts.remove(dead)).toThrow(InvariantError)
  for (const json of [
    { generations: [0], free: [] },
    { generations: [1.5], free: [] },
    { generations: [2 ** 29 + 1], free: [] },
    { generations: [1], free: [0, 0] },
    { generations: [1], free: [1] },
    { generations: [2 ** 29], free: [0] },
  ]) {
    expect(() => new Contacts(json)).toThrow(InvariantError)
    expect(() => Slots.fromJSON(json)).toThrow(InvariantError)
  }
})
