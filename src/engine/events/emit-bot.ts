/**
 * Events about bots on their way out, as in emit.ts.
 * Cost: one object each.
 */
import type { BotOutcome } from './bot-event.js'
import type { State } from '../state.js'

export function emitBotBegan(s: State, contact: number): void {
  s.sink.push({
    type: 'bot.began',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
  })
}

export function emitBotEnded(
  s: State,
  contact: number,
  outcome: BotOutcome,
  botMs: number,
  reason: string,
): void {
  s.sink.push({
    type: 'bot.ended',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    outcome,
    botMs,
    reason,
  })
}
