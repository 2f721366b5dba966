/**
 * What is kept of an ended conversation whose customer is to be called once more. The call is a contact of its own
 * (`startFollowUps` in contact-commands.ts): the old one is gone when its day comes. Rule 80 of docs/rules.md.
 * Cost: O(1); allocates the note, where a queue follows up.
 */
import type { State } from '../state.js'

export interface FollowUp {
  readonly queue: number
  readonly channel: number
  readonly tier: number
  readonly issue: number
  readonly region: number
  readonly customerId: string
  readonly parentId: string
  readonly agentId: string
}

/** Takes down what the call after a conversation has to know; nothing for one that was such a call itself. */
export function noteFollowUp(s: State, contact: number, agent: number): void {
  const { contacts } = s
  const queue = contacts.queueOf(contact)
  if (queue < 0 || s.tables.policy.queues[queue]!.normal.followUp === null) return
  const extras = contacts.extrasIf(contact)
  if (extras?.isFollowUp === true) return
  s.followUps.push({
    queue,
    channel: contacts.channelOf(contact),
    tier: contacts.tierOf(contact),
    issue: contacts.issueOf(contact),
    region: contacts.regionOf(contact),
    customerId: extras?.customerId ?? '',
    parentId: contacts.idOf(contact),
    agentId: s.agents.ids[agent]!,
  })
}
