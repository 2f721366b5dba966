/**
 * What few contacts have, as a snapshot keeps it: nothing for what is as it is at first. Spared agents are kept with their
 * deadlines (snapshot.ts), needs by indexes are made anew (rebuild.ts).
 * Cost: O(fields); allocates the row.
 */
import { newExtras, type ContactExtras, type Contacts } from '../contacts/contacts.js'

const KEPT = [
  'ownSpec',
  'dedicatedAgentId',
  'lastAgentId',
  'customerId',
  'parentId',
  'episodes',
  'curve',
  'botSinceAtMs',
  'collected',
  'callback',
  'rating',
  'isFollowUp',
] as const satisfies readonly (keyof ContactExtras)[]

export type ExtrasRow = { readonly [Key in (typeof KEPT)[number]]?: ContactExtras[Key] }

export function extrasRow(extras: ContactExtras | undefined): ExtrasRow {
  if (extras === undefined) return {}
  const fresh = newExtras()
  const changed = KEPT.filter((key) => extras[key] !== fresh[key])
  return Object.fromEntries(changed.map((key) => [key, extras[key]]))
}

export function readExtras(contacts: Contacts, contact: number, row: ExtrasRow): void {
  const given = KEPT.filter((key) => row[key] !== undefined)
  if (given.length === 0) return
  Object.assign(contacts.extrasOf(contact), Object.fromEntries(given.map((key) => [key, row[key]])))
}
