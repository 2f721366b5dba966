/**
 * Which contact slots are in use, kept in the contacts' own records: whoever ends a contact has just read its record, where a
 * column beside it (base/slots.ts) would have long been cold. Slots, generations, handles and snapshots are those of `Slots`.
 * Idea: the generation of a free slot has a minus before it, so that no handle fits, and its link to the next free one is
 * where a live contact is linked to others of its agent.
 * Cost: each method O(1), growth copies; JSON O(highWater). Order: the slot released last is allocated first.
 */
import { assert } from '../../base/assert.js'
import { LAST_GENERATION, SLOT_LIMIT, handleOf, slotOf, type SlotsJson } from '../../base/slots.js'
import { ContactRecords } from './contact-records.js'

/** As a link: nothing follows. */
const END = -1

export class ContactSlots extends ContactRecords {
  private firstFree = END
  private used = 0

  /** Every slot ever allocated is below this. */
  get highWater(): number {
    return this.used
  }

  /** Whether a contact lives in the slot; false for anything that is not a slot. */
  isLive(contact: number): boolean {
    return contact >>> 0 === contact && contact < this.used && this.generationOf(contact) > 0
  }

  /** The slot of a live contact by handle, -1 for none, whatever the number. */
  slotOfHandle(handle: number): number {
    const contact = slotOf(handle)
    if (contact >= this.used) return -1
    const generation = this.generationOf(contact)
    return generation > 0 && handleOf(contact, generation) === handle ? contact : -1
  }

  /** The handle of a live contact. */
  handleOf(contact: number): number {
    return this.generationOf(contact) * SLOT_LIMIT + contact
  }

  /** A slot that was free and now is not. Throws InvariantError past 2^24 slots. */
  protected allocate(): number {
    const contact = this.firstFree
    if (contact !== END) {
      this.firstFree = this.nextOfAgent(contact)
      this.setGeneration(contact, -this.generationOf(contact))
      return contact
    }
    const fresh = this.used
    assert(fresh < SLOT_LIMIT, 'contacts: more than 2^24 slots')
    this.used = fresh + 1
    this.ensureRecords(this.used)
    this.setGeneration(fresh, 1)
    return fresh
  }

  /** Ends this life of the slot: its handles are stale from now on. Throws InvariantError unless it is live. */
  protected release(contact: number): void {
    assert(this.isLive(contact), 'contacts: released a slot that is not live')
    const generation = this.generationOf(contact)
    this.setGeneration(contact, -generation - 1)
    if (generation < LAST_GENERATION) this.putFree(contact)
  }

  /** Plain data for `restoreSlots`. */
  slotsJson(): SlotsJson {
    const free: number[] = []
    for (let contact = this.firstFree; contact !== END; contact = this.nextOfAgent(contact))
      free.push(contact)
    const generations = Array.from({ length: this.used }, (_, slot) => Math.abs(this.generationOf(slot)))
    return { generations, free }
  }

  /** Takes over what `slotsJson` gave, on records that are new. Throws InvariantError when the data contradict themselves. */
  protected restoreSlots({ generations, free }: SlotsJson): void {
    this.used = generations.length
    this.ensureRecords(this.used)
    for (const [contact, generation] of generations.entries()) {
      const isKnown = Number.isInteger(generation) && generation >= 1 && generation <= LAST_GENERATION + 1
      assert(isKnown, 'contacts: generation out of range')
      this.setGeneration(contact, generation > LAST_GENERATION ? -generation : generation)
    }
    for (const contact of free.toReversed()) {
      assert(this.isLive(contact), 'contacts: a free slot is unknown or listed twice')
      this.setGeneration(contact, -this.generationOf(contact))
      this.putFree(contact)
    }
  }

  private putFree(contact: number): void {
    this.setNextOfAgent(contact, this.firstFree)
    this.firstFree = contact
  }
}
