/**
 * What a customer has told before an agent has the contact: a few texts by name, bounded, so that a contact stays small.
 * Cost: O(entries); allocates a copy.
 */
import type { Collected } from '../events/bot-event.js'
import { refusal, shown, type Refusal } from '../commands/guards.js'
import type { State } from '../state.js'

const MOST_ENTRIES = 32
const LONGEST_NAME = 64
const LONGEST_TEXT = 1024

/** `invalidValue` unless the value is absent, or texts by name that keep within the bounds together with those before. */
export function collectedFault(before: Collected | undefined, given: unknown): Refusal | undefined {
  if (given === undefined) return undefined
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refusal('invalidValue', `collected is ${shown(given)}, not texts by name such as { order: "A17" }`)
  }
  for (const [name, text] of Object.entries(given)) {
    if (name === '' || name.length > LONGEST_NAME) {
      return refusal(
        'invalidValue',
        `collected has the name ${shown(name)}, not of 1 to ${LONGEST_NAME} characters`,
      )
    }
    if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
      const what = `collected "${name}" is ${shown(text)}`
      return refusal('invalidValue', `${what}, not a text of at most ${LONGEST_TEXT} characters`)
    }
  }
  const entries = Object.keys(merged(before, given as Collected)).length
  if (entries <= MOST_ENTRIES) return undefined
  return refusal('invalidValue', `collected would have ${entries} entries, at most ${MOST_ENTRIES} are kept`)
}

/** Keeps what is new with the contact; it wins over what was there, name by name. */
export function collect(s: State, contact: number, given: Collected | undefined): void {
  if (given === undefined || Object.keys(given).length === 0) return
  const extras = s.contacts.extrasOf(contact)
  extras.collected = merged(extras.collected, given)
}

function merged(before: Collected | undefined, given: Collected): Collected {
  return Object.fromEntries([...Object.entries(before ?? {}), ...Object.entries(given)])
}
