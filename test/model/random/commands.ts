/**
 * The next random command for an engine in a given state: mostly one that makes sense now, at times one that does not.
 * One integer makes one command, so that fast-check shrinks a run by leaving commands out. Instants are often
 * equal, and often just before, at or after the next deadline.
 */
import type { Command, CommandType, ContactRef } from '../../../src/engine/commands/command.js'
import type { NormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'
import type { Policy } from '../../../src/engine/policy/policy.js'
import { earliest, TALKING, type ContactState, type World } from '../engine/naive-engine-state.js'
import { RandomCallback } from './random-callback.js'
import { RandomBot } from './random-bot.js'
import { RandomConversation } from './random-conversation.js'
import { laterHours } from './random-promises.js'
import { RandomFields } from './random-fields.js'
import { RandomRefs } from './random-refs.js'
import { Draw, numbered, PART, POLICY_INTEGERS, randomPolicy, spread } from './random-policy.js'

const COMMAND_IDS = numbered('command', 5)
/** Of a crowd of 1; a larger one has so many times more. */
const ENOUGH_AGENTS = 3
const MANY_CONTACTS = 9
/** Deadlines beyond this are not waited for. */
const FAR_MS = 10_000

type Build = (draw: Draw) => Command
export type Weighted = readonly [weight: number, build: Build]

/** What to prefer to the usual mixture. */
export interface Bias {
  /** Only these. */
  readonly kinds?: readonly CommandType[]
  /** All instants are multiples of this, so that much happens at one. Default 1. */
  readonly gridMs?: number
}

export class CommandSource {
  readonly #world: World
  readonly #integers: readonly number[]
  readonly #parse: (spec: PolicySpec) => Policy
  readonly #crowd: number
  readonly #fields: RandomFields
  readonly #refs: RandomRefs
  readonly #bot: RandomBot
  readonly #callback: RandomCallback
  readonly #conversation: RandomConversation

  /** `integers` made the policy that the run began with; its successors are made from them too. */
  constructor(world: World, integers: readonly number[], parse: (spec: PolicySpec) => Policy, crowd = 1) {
    this.#world = world
    this.#integers = integers
    this.#parse = parse
    this.#crowd = crowd
    this.#fields = new RandomFields(world)
    this.#refs = new RandomRefs(world, crowd)
    this.#callback = new RandomCallback(world, this.#refs)
    this.#bot = new RandomBot(world, this.#refs)
    this.#conversation = new RandomConversation(world, this.#fields, this.#refs)
  }

  next(seed: number, { kinds, gridMs = 1 }: Bias = {}): Command {
    const draw = new Draw(spread(seed, 48))
    const atMs = Math.ceil(this.#instant(draw) / gridMs) * gridMs
    const commandId = draw.percent(12) ? draw.pick(COMMAND_IDS) : undefined
    const choices = Object.entries(this.#choices())
      .filter(([type]) => kinds === undefined || kinds.includes(type as CommandType))
      .map(([, choice]) => choice)
    let left = draw.below(choices.reduce((sum, [weight]) => sum + weight, 0))
    const [, build] = choices.find(([weight]) => (left -= weight) < 0)!
    return { ...build(draw), atMs, ...(commandId === undefined ? {} : { commandId }) }
  }

  get #policy(): NormalPolicy {
    return this.#world.policy
  }

  #instant(draw: Draw): number {
    const { commandAtMs } = this.#world
    const nextAtMs = earliest(this.#world)?.dueAtMs ?? commandAtMs
    const dueAtMs = nextAtMs > commandAtMs + FAR_MS ? commandAtMs : nextAtMs
    const later = draw.pick([
      0,
      0,
      0,
      0,
      draw.below(40),
      draw.below(40),
      draw.below(300),
      draw.pick([draw.below(300), draw.below(300), draw.below(3000)]),
      dueAtMs - commandAtMs + draw.pick([0, 0, -1, 1]),
    ])
    return commandAtMs + Math.max(0, later)
  }

  /** Everything that could be said now, with its weight: what cannot succeed weighs little. */
  #choices(): Readonly<Record<CommandType, Weighted>> {
    const { contacts, agents, breaks } = this.#world
    const among = (...states: ContactState[]): boolean => contacts.some(({ state }) => states.includes(state))
    const when = (weight: number, sensible: boolean): number => (sensible ? weight * 10 : 3)
    const inLine = among('queued', 'offered')
    const anyone = agents.length > 0
    const held = contacts.filter(({ heldFor }) => heldFor !== null)
    const heldAndOffered = held.some(({ state }) => state === 'offered')
    const waiting = breaks.filter(({ state }) => state === 'requested')
    const away = agents.some(({ available }) => !available)
    return {
      tick: [20, () => ({ type: 'tick', atMs: 0 })],
      'contact.arrive': [
        contacts.length < MANY_CONTACTS * this.#crowd ? 220 : 50,
        (draw) => this.#arrive(draw),
      ],
      'agent.signIn': [agents.length < ENOUGH_AGENTS * this.#crowd ? 160 : 30, (draw) => this.#signIn(draw)],
      'offer.accept': [when(16, among('offered')), (draw) => this.#offer(draw, 'offer.accept')],
      'offer.decline': [when(heldAndOffered ? 40 : 6, among('offered')), (draw) => this.#decline(draw)],
      'offer.revoke': [when(2, among('offered')), (draw) => this.#about(draw, 'offer.revoke', 'offered')],
      ...this.#conversation.choices(when),
      ...this.#bot.choices(when),
      ...this.#callback.choices(when),
      'contact.abandon': [
        when(2, inLine),
        (draw) => this.#about(draw, 'contact.abandon', 'queued', 'offered'),
      ],
      'contact.cancel': [
        when(1, inLine),
        (draw) => this.#about(draw, 'contact.cancel', 'queued', 'offered', 'scheduled'),
      ],
      'contact.move': [when(4, inLine), (draw) => this.#move(draw)],
      'contact.update': [when(5, contacts.length > 0), (draw) => this.#update(draw)],
      'contact.assign': [when(2, inLine && anyone), (draw) => this.#offer(draw, 'contact.assign')],
      'contact.pull': [when(4, anyone), (draw) => this.#pull(draw)],
      'agent.setPresence': [when(away ? 12 : 3, anyone), (draw) => this.#presence(draw)],
      'agent.update': [when(4, anyone), (draw) => this.#updateAgent(draw)],
      'agent.signOut': [
        when(agents.length > ENOUGH_AGENTS * this.#crowd ? 4 : 2, anyone),
        (draw) => this.#signOut(draw),
      ],
      'agent.occupy': [when(2, anyone), (draw) => this.#occupy(draw)],
      'agent.requestBreak': [when(2, anyone), (draw) => this.#requestBreak(draw)],
      'agent.withdrawBreak': [
        when(10, waiting.length > 0),
        (draw) => ({
          type: 'agent.withdrawBreak',
          atMs: 0,
          ...this.#refs.agent(draw, waiting.length > 0 ? draw.pick(waiting).agent : null),
        }),
      ],
      'policy.replace': [12, (draw) => this.#replace(draw)],
      'calendar.extend': [when(2, this.#policy.calendars.length > 0), (draw) => this.#extend(draw)],
    }
  }

  #arrive(draw: Draw): Command {
    const { queues, channels } = this.#policy
    const queue = this.#fields.name(draw, queues, 'queue9')
    const taken = queues.find(({ name }) => name === queue)?.channels ?? []
    return {
      type: 'contact.arrive',
      atMs: 0,
      ...this.#refs.newContact(draw),
      queue,
      channel: this.#fields.name(draw, draw.percent(4) ? channels : taken, 'channel9'),
      ...this.#fields.traits(draw, 45),
      ...(draw.percent(15) ? { waitedMs: draw.percent(3) ? -1 : draw.below(3000) } : {}),
      ...(draw.percent(30) ? { dedicatedAgentId: this.#refs.agentId(draw) } : {}),
      ...(draw.percent(40) ? { lastAgentId: this.#refs.agentId(draw) } : {}),
      ...(draw.percent(10) ? { customerId: 'customer1', parentId: this.#refs.contactId(draw) } : {}),
      ...this.#bot.collected(draw, 8),
      ...(draw.percent(6) ? { callback: this.#callback.window(draw) } : {}),
    }
  }

  #about(
    draw: Draw,
    type: CommandType & ('offer.revoke' | 'contact.abandon' | 'contact.cancel'),
    ...states: ContactState[]
  ): Command {
    return { type, atMs: 0, ...this.#refs.contact(draw, states) }
  }

  /** Who the contact is offered to, if it is offered. */
  #offeredTo(ref: ContactRef): number | null {
    const contact = this.#world.contacts.find(({ uid, contactId }) =>
      ref.contactId === undefined ? uid === ref.contact : contactId === ref.contactId,
    )
    return contact?.state === 'offered' ? contact.agent : null
  }

  #offer(draw: Draw, type: 'offer.accept' | 'contact.assign'): Command {
    const states: ContactState[] = type === 'offer.accept' ? ['offered'] : ['queued', 'offered']
    const contact = this.#refs.contact(draw, states)
    const likely = draw.percent(94) && type === 'offer.accept'
    return {
      type,
      atMs: 0,
      ...contact,
      ...this.#refs.agent(draw, likely ? this.#offeredTo(contact) : this.#refs.present(draw)),
    }
  }

  #decline(draw: Draw): Command {
    const contact = this.#refs.contact(draw, ['offered'], ({ heldFor }) => heldFor !== null)
    const agent = this.#refs.agent(draw, draw.percent(6) ? null : this.#offeredTo(contact))
    const retryAfterMs = draw.pick([0, 1, 300, draw.below(1500), -1])
    return {
      type: 'offer.decline',
      atMs: 0,
      ...contact,
      ...agent,
      ...(draw.percent(30) ? { retryAfterMs } : {}),
    }
  }

  #move(draw: Draw): Command {
    const { queues, channels } = this.#policy
    const states: readonly ContactState[] = draw.percent(20) ? TALKING : ['queued', 'offered']
    const toQueue = draw.percent(states === TALKING ? 20 : 75)
    return {
      type: 'contact.move',
      atMs: 0,
      ...this.#refs.contact(draw, states),
      ...(toQueue ? { queue: this.#fields.name(draw, queues, 'queue9') } : {}),
      ...(draw.percent(toQueue ? 25 : 97) ? { channel: this.#fields.name(draw, channels, 'channel9') } : {}),
    }
  }

  #update(draw: Draw): Command {
    const states: ContactState[] = draw.percent(25)
      ? [...TALKING, 'wrapUp']
      : ['queued', 'offered', 'scheduled']
    return {
      type: 'contact.update',
      atMs: 0,
      ...this.#refs.contact(draw, states),
      ...this.#fields.traits(draw, 35),
    }
  }

  #pull(draw: Draw): Command {
    const withContact = draw.percent(50)
    const { contactId, contact } = this.#refs.contact(draw, ['queued'])
    return {
      type: 'contact.pull',
      atMs: 0,
      ...this.#refs.agent(draw, this.#refs.present(draw)),
      ...(withContact ? (contactId === undefined ? { contact } : { contactId }) : {}),
      ...(draw.percent(25) ? { queue: this.#fields.name(draw, this.#policy.queues, 'queue9') } : {}),
    }
  }

  #signIn(draw: Draw): Command {
    const agentId = this.#refs.newAgentId(draw)
    return {
      type: 'agent.signIn',
      atMs: 0,
      agentId: draw.percent(1) ? '' : agentId,
      skills: this.#fields.levels(draw, 70),
      ...this.#fields.profile(draw, 50),
      ...(draw.percent(12) ? { presence: 'away', reason: 'break' } : {}),
    }
  }

  #presence(draw: Draw): Command {
    const away = this.#world.agents.filter(({ available }) => !available)
    const back = away.length > 0 && draw.percent(85)
    const agent = this.#refs.agent(draw, back ? draw.pick(away).uid : null)
    const presence = back || draw.percent(10) ? 'available' : 'away'
    return {
      type: 'agent.setPresence',
      atMs: 0,
      ...agent,
      presence,
      ...(draw.percent(50) ? { reason: draw.pick(['break', 'training']) } : {}),
    }
  }

  #updateAgent(draw: Draw): Command {
    const skills = draw.percent(60) ? { skills: this.#fields.levels(draw, 60) } : {}
    return {
      type: 'agent.update',
      atMs: 0,
      ...this.#refs.agent(draw),
      ...skills,
      ...this.#fields.profile(draw, 25),
    }
  }

  #signOut(draw: Draw): Command {
    const conversations = draw.pick([undefined, 'finish', 'requeue'] as const)
    const how = conversations === undefined ? {} : { conversations }
    const awaited = this.#world.contacts.find(({ heldFor }) => heldFor !== null)?.heldFor?.agent
    const agent = this.#refs.agent(draw, draw.percent(50) ? awaited : null)
    return { type: 'agent.signOut', atMs: 0, ...agent, ...how }
  }

  #occupy(draw: Draw): Command {
    const channel = this.#fields.name(draw, this.#policy.channels, 'channel9')
    return {
      type: 'agent.occupy',
      atMs: 0,
      ...this.#refs.agent(draw),
      ...this.#refs.newContact(draw),
      channel,
    }
  }

  #requestBreak(draw: Draw): Command {
    return {
      type: 'agent.requestBreak',
      atMs: 0,
      ...this.#refs.agent(draw, this.#refs.present(draw)),
      ...(draw.percent(50) ? { lengthMs: draw.pick([200, 1, 900, 3000, 0]) } : {}),
      ...(draw.percent(40) ? { reason: draw.pick(['break', 'lunch']) } : {}),
    }
  }

  /** The same names with other numbers, now and then fewer queues, and seldom something else altogether. */
  #replace(draw: Draw): Command {
    const fresh = spread(draw.below(2 ** 30), POLICY_INTEGERS)
    const sameNames = draw.percent(85)
    const kept = this.#integers.slice(0, PART)
    const policy = this.#parse(
      randomPolicy(sameNames ? [...kept, ...fresh.slice(kept.length)] : fresh, {
        version: this.#policy.version + draw.below(3),
        queues: this.#policy.queues.length,
        dropped: draw.pick([0, 0, 1, 2]),
        fallback: !draw.percent(25),
      }),
    )
    return { type: 'policy.replace', atMs: 0, policy }
  }

  #extend(draw: Draw): Command {
    const calendar = this.#fields.name(draw, this.#policy.calendars, 'calendar9')
    const known = this.#world.calendars.find(({ name }) => name === calendar)?.data
    const before = known ?? { zone: 'UTC', fromMs: 0, toMs: 0, opensAtMs: [], closesAtMs: [] }
    return { type: 'calendar.extend', atMs: 0, calendar, hours: laterHours(draw, before) }
  }
}
