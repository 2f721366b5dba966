/**
 * What is kept of an ended conversation whose customer is to be called once more. The call is a contact of its own
 * (`startFollowUps` in contact-commands.ts): the old one is gone when its day comes. Rule 80 of docs/rules.md.
 * Cost: O(1); allocates the note, where a queue follows up.
 */
import type { Category } from './categories.js'
import type { State } from '../state.js'

export interface FollowUp {
  readonly category: Category
  readonly customerId: string
  readonly parentId: string
  readonly agentId: string
}

/** Notes what the call after this conversation will need; nothing when the conversation was such a call itself. */
export function noteFollowUp(s: State, contact: number, agent: number): void {
  const { contacts } = s
  const category = contacts.categoryOf(contact)
  if (!category.isFollowedUp) return
  const extras = contacts.extrasIf(contact)
  if (extras?.isFollowUp === true) return
  s.followUps.push({
    category,
    customerId: extras?.customerId ?? '',
    parentId: contacts.idOf(contact),
    agentId: s.agents.ids[agent]!,
  })
}
