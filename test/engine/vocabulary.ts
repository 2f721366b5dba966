/**
 * Everything that the random runs must have met: each command obeyed, each event, refusal and reason.
 * The compiler keeps the lists complete.
 */
import type { CommandType } from '../../src/engine/command.js'
import type { EventType, RefusalCode } from '../../src/engine/event.js'

const commandTypes: Record<CommandType, 0> = {
  'contact.arrive': 0,
  'contact.update': 0,
  'contact.abandon': 0,
  'contact.cancel': 0,
  'contact.reply': 0,
  'contact.finish': 0,
  'contact.endWrapUp': 0,
  'contact.transfer': 0,
  'contact.move': 0,
  'contact.assign': 0,
  'contact.pull': 0,
  'offer.accept': 0,
  'offer.decline': 0,
  'offer.revoke': 0,
  'agent.signIn': 0,
  'agent.setPresence': 0,
  'agent.update': 0,
  'agent.signOut': 0,
  'agent.occupy': 0,
  tick: 0,
  'policy.replace': 0,
}
const eventTypes: Record<EventType, 0> = {
  'contact.queued': 0,
  'contact.offered': 0,
  'contact.assigned': 0,
  'offer.declined': 0,
  'offer.expired': 0,
  'offer.revoked': 0,
  'contact.abandoned': 0,
  'contact.cancelled': 0,
  'contact.updated': 0,
  'contact.emotion': 0,
  'contact.unservable': 0,
  'contact.held': 0,
  'contact.released': 0,
  'contact.relaxed': 0,
  'contact.replied': 0,
  'contact.finished': 0,
  'contact.wrapUpEnded': 0,
  'contact.transferred': 0,
  'contact.moved': 0,
  'agent.signedIn': 0,
  'agent.presence': 0,
  'agent.updated': 0,
  'agent.leaving': 0,
  'agent.signedOut': 0,
  'promise.warned': 0,
  'promise.breached': 0,
  'promise.escalated': 0,
  'bot.start': 0,
  'callback.offer': 0,
  'contact.boosted': 0,
  'policy.replaced': 0,
  'command.refused': 0,
}
const refusalCodes: Record<RefusalCode, 0> = {
  unknownContact: 0,
  unknownAgent: 0,
  unknownName: 0,
  invalidValue: 0,
  duplicateContact: 0,
  duplicateAgent: 0,
  duplicateCommand: 0,
  queueFull: 0,
  notWaiting: 0,
  notOffered: 0,
  notInConversation: 0,
  notInWrapUp: 0,
  agentAway: 0,
  agentBusy: 0,
  notQualified: 0,
  nothingToPull: 0,
  policyConflict: 0,
}
/** What one type of event can say in one of its fields. */
const variants: Record<string, readonly string[]> = {
  'contact.queued from': ['arrived', 'declined', 'expired', 'revoked', 'transferred', 'moved', 'agentLeft'],
  'contact.assigned by': ['policy', 'pull', 'supervisor', 'agent'],
  'offer.revoked reason': [
    'revoked',
    'abandoned',
    'cancelled',
    'agentLeft',
    'agentAway',
    'reassigned',
    'moved',
  ],
  'contact.released reason': ['time', 'agentAway', 'agentLeft', 'agentChanged', 'declined'],
  'contact.relaxed reason': ['time', 'nobody'],
}

/** `contact.arrive obeyed`, `contact.queued`, `queueFull`, `contact.queued from moved` ... */
export const vocabulary: readonly string[] = [
  ...Object.keys(commandTypes).map((type) => `${type} obeyed`),
  ...Object.keys(eventTypes),
  ...Object.keys(refusalCodes),
  ...Object.entries(variants).flatMap(([field, values]) => values.map((value) => `${field} ${value}`)),
]
