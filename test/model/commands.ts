/**
 * The next random command for an engine in a given state: mostly one that makes sense now, at times one that does not.
 * One integer makes one command, so that fast-check shrinks a run by leaving commands out. Ids come from small pools, so that
 * duplicates and stale ones occur; instants are often equal, and often just before, at or after the next deadline.
 */
import type { AgentRef, Command, CommandType, ContactRef } from '../../src/engine/command.js'
import type { NormalPolicy } from '../../src/engine/normal-policy.js'
import type { PolicySpec } from '../../src/engine/policy-spec.js'
import type { Policy } from '../../src/engine/policy.js'
import { earliest, type ContactState, type NaiveContact, type World } from './naive-engine-state.js'
import { RandomFields } from './random-fields.js'
import { Draw, numbered, POLICY_INTEGERS, randomPolicy, spread } from './random-policy.js'

const COMMAND_IDS = numbered('command', 5)
/** Of a crowd of 1; a larger one has so many times more. */
const AGENT_IDS = 6
const CONTACT_IDS = 14
const ENOUGH_AGENTS = 3
const MANY_CONTACTS = 9
/** Deadlines beyond this are not waited for. */
const FAR_MS = 10_000

type Build = (draw: Draw) => Command
type Weighted = readonly [weight: number, build: Build]

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
  readonly #agentIds: readonly string[]
  readonly #contactIds: readonly string[]

  /** `integers` made the policy that the run began with; its successors are made from them too. */
  constructor(world: World, integers: readonly number[], parse: (spec: PolicySpec) => Policy, crowd = 1) {
    this.#world = world
    this.#integers = integers
    this.#parse = parse
    this.#crowd = crowd
    this.#fields = new RandomFields(world)
    this.#agentIds = numbered('agent', AGENT_IDS * crowd)
    this.#contactIds = numbered('contact', CONTACT_IDS * crowd)
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
    const { contacts, agents } = this.#world
    const among = (...states: ContactState[]): boolean => contacts.some(({ state }) => states.includes(state))
    const when = (weight: number, sensible: boolean): number => (sensible ? weight * 10 : 3)
    const inLine = among('waiting', 'offered')
    const anyone = agents.length > 0
    const held = contacts.filter(({ heldFor }) => heldFor !== null)
    const heldAndOffered = held.some(({ state }) => state === 'offered')
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
      'contact.finish': [when(held.length > 0 ? 20 : 7, among('conversation')), (draw) => this.#finish(draw)],
      'contact.reply': [when(3, among('conversation')), (draw) => this.#reply(draw)],
      'contact.transfer': [when(4, among('conversation')), (draw) => this.#transfer(draw)],
      'contact.endWrapUp': [
        when(4, among('wrapUp')),
        (draw) => this.#about(draw, 'contact.endWrapUp', 'wrapUp'),
      ],
      'contact.abandon': [
        when(2, inLine),
        (draw) => this.#about(draw, 'contact.abandon', 'waiting', 'offered'),
      ],
      'contact.cancel': [
        when(1, inLine),
        (draw) => this.#about(draw, 'contact.cancel', 'waiting', 'offered'),
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
      'policy.replace': [12, (draw) => this.#replace(draw)],
    }
  }

  /** A contact in one of the states if there is one; now and then any contact, a stale one or none at all. */
  #contact(
    draw: Draw,
    states: readonly ContactState[],
    eager: (contact: NaiveContact) => boolean = () => false,
  ): ContactRef {
    const { contacts, nextUid } = this.#world
    const inState = contacts.filter(({ state }) => states.includes(state))
    const wanted = draw.percent(60) ? inState.filter(eager) : []
    const fitting = wanted.length > 0 ? wanted : inState
    const byHandle = draw.percent(30)
    if (fitting.length === 0 || draw.percent(8)) {
      return byHandle ? { contact: 1 + draw.below(nextUid + 1) } : { contactId: draw.pick(this.#contactIds) }
    }
    const { uid, contactId } = draw.pick(fitting)
    return byHandle || contactId === '' ? { contact: uid } : { contactId }
  }

  #agent(draw: Draw, preferred?: number | null): AgentRef {
    const { agents, nextUid } = this.#world
    const byHandle = draw.percent(30)
    if (agents.length === 0 || draw.percent(5)) {
      return byHandle ? { agent: 1 + draw.below(nextUid + 1) } : { agentId: draw.pick(this.#agentIds) }
    }
    const one = agents.find(({ uid }) => uid === preferred) ?? draw.pick(agents)
    return byHandle ? { agent: one.uid } : { agentId: one.agentId }
  }

  /** Mostly one who is signed in and busy. */
  #agentId(draw: Draw): string {
    const { agents, contacts } = this.#world
    const busy = agents.filter(({ uid }) => contacts.some(({ agent }) => agent === uid))
    if (agents.length === 0 || draw.percent(15)) return draw.pick(this.#agentIds)
    return draw.pick(busy.length > 0 && draw.percent(70) ? busy : agents).agentId
  }

  /** Somebody who is there, if anybody is. */
  #present(draw: Draw): number | null {
    const present = this.#world.agents.filter(({ available, leaving }) => available && !leaving)
    return present.length === 0 || draw.percent(8) ? null : draw.pick(present).uid
  }

  #newContact(draw: Draw): { contactId?: string } {
    if (draw.percent(15)) return {}
    if (draw.percent(1)) return { contactId: '' }
    const live = this.#world.contacts.map(({ contactId }) => contactId)
    const free = this.#contactIds.filter((id) => !live.includes(id))
    return { contactId: draw.pick(draw.percent(4) || free.length === 0 ? this.#contactIds : free) }
  }

  #arrive(draw: Draw): Command {
    const { queues, channels } = this.#policy
    const queue = this.#fields.name(draw, queues, 'queue9')
    const taken = queues.find(({ name }) => name === queue)?.channels ?? []
    return {
      type: 'contact.arrive',
      atMs: 0,
      ...this.#newContact(draw),
      queue,
      channel: this.#fields.name(draw, draw.percent(4) ? channels : taken, 'channel9'),
      ...this.#fields.traits(draw, 45),
      ...(draw.percent(15) ? { waitedMs: draw.percent(3) ? -1 : draw.below(3000) } : {}),
      ...(draw.percent(30) ? { dedicatedAgentId: this.#agentId(draw) } : {}),
      ...(draw.percent(40) ? { lastAgentId: this.#agentId(draw) } : {}),
      ...(draw.percent(10) ? { customerId: 'customer1', parentId: draw.pick(this.#contactIds) } : {}),
    }
  }

  #about(
    draw: Draw,
    type: CommandType & ('offer.revoke' | 'contact.endWrapUp' | 'contact.abandon' | 'contact.cancel'),
    ...states: ContactState[]
  ): Command {
    return { type, atMs: 0, ...this.#contact(draw, states) }
  }

  /** Who the contact is offered to, if it is offered. */
  #offeredTo(ref: ContactRef): number | null {
    const contact = this.#world.contacts.find(({ uid, contactId }) =>
      ref.contactId === undefined ? uid === ref.contact : contactId === ref.contactId,
    )
    return contact?.state === 'offered' ? contact.agent : null
  }

  #offer(draw: Draw, type: 'offer.accept' | 'contact.assign'): Command {
    const states: ContactState[] = type === 'offer.accept' ? ['offered'] : ['waiting', 'offered']
    const contact = this.#contact(draw, states)
    const likely = draw.percent(94) && type === 'offer.accept'
    return {
      type,
      atMs: 0,
      ...contact,
      ...this.#agent(draw, likely ? this.#offeredTo(contact) : this.#present(draw)),
    }
  }

  #decline(draw: Draw): Command {
    const contact = this.#contact(draw, ['offered'], ({ heldFor }) => heldFor !== null)
    const agent = this.#agent(draw, draw.percent(6) ? null : this.#offeredTo(contact))
    const retryAfterMs = draw.pick([0, 1, 300, draw.below(1500), -1])
    return {
      type: 'offer.decline',
      atMs: 0,
      ...contact,
      ...agent,
      ...(draw.percent(30) ? { retryAfterMs } : {}),
    }
  }

  #finish(draw: Draw): Command {
    const awaited = this.#world.contacts.map(({ heldFor }) => heldFor?.agent)
    const contact = this.#contact(draw, ['conversation'], ({ agent }) => awaited.includes(agent ?? 0))
    const wrapUpMs = draw.pick([0, 0, draw.below(1000), 300, 0.5])
    return { type: 'contact.finish', atMs: 0, ...contact, ...(draw.percent(40) ? { wrapUpMs } : {}) }
  }

  #reply(draw: Draw): Command {
    const by = draw.pick(['agent', 'customer'] as const)
    return { type: 'contact.reply', atMs: 0, ...this.#contact(draw, ['conversation']), by }
  }

  #transfer(draw: Draw): Command {
    const { queues, channels } = this.#policy
    return {
      type: 'contact.transfer',
      atMs: 0,
      ...this.#contact(draw, ['conversation']),
      queue: this.#fields.name(draw, queues, 'queue9'),
      ...(draw.percent(35) ? { channel: this.#fields.name(draw, channels, 'channel9') } : {}),
      ...(draw.percent(50) ? { toAgentId: this.#agentId(draw) } : {}),
      ...this.#fields.need(draw, 20),
    }
  }

  #move(draw: Draw): Command {
    const queue = this.#fields.name(draw, this.#policy.queues, 'queue9')
    return { type: 'contact.move', atMs: 0, ...this.#contact(draw, ['waiting', 'offered']), queue }
  }

  #update(draw: Draw): Command {
    const states: ContactState[] = draw.percent(25) ? ['conversation', 'wrapUp'] : ['waiting', 'offered']
    return {
      type: 'contact.update',
      atMs: 0,
      ...this.#contact(draw, states),
      ...this.#fields.traits(draw, 35),
    }
  }

  #pull(draw: Draw): Command {
    const withContact = draw.percent(50)
    const { contactId, contact } = this.#contact(draw, ['waiting'])
    return {
      type: 'contact.pull',
      atMs: 0,
      ...this.#agent(draw, this.#present(draw)),
      ...(withContact ? (contactId === undefined ? { contact } : { contactId }) : {}),
      ...(draw.percent(25) ? { queue: this.#fields.name(draw, this.#policy.queues, 'queue9') } : {}),
    }
  }

  #signIn(draw: Draw): Command {
    const live = this.#world.agents.map(({ agentId }) => agentId)
    const free = this.#agentIds.filter((id) => !live.includes(id))
    const agentId = draw.pick(draw.percent(5) || free.length === 0 ? this.#agentIds : free)
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
    const agent = this.#agent(draw, back ? draw.pick(away).uid : null)
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
      ...this.#agent(draw),
      ...skills,
      ...this.#fields.profile(draw, 25),
    }
  }

  #signOut(draw: Draw): Command {
    const conversations = draw.pick([undefined, 'finish', 'requeue'] as const)
    const how = conversations === undefined ? {} : { conversations }
    return { type: 'agent.signOut', atMs: 0, ...this.#agent(draw), ...how }
  }

  #occupy(draw: Draw): Command {
    const channel = this.#fields.name(draw, this.#policy.channels, 'channel9')
    return { type: 'agent.occupy', atMs: 0, ...this.#agent(draw), ...this.#newContact(draw), channel }
  }

  /** The same names with other numbers, now and then fewer queues, and seldom something else altogether. */
  #replace(draw: Draw): Command {
    const fresh = spread(draw.below(2 ** 30), POLICY_INTEGERS)
    const sameNames = draw.percent(85)
    const kept = this.#integers.slice(0, POLICY_INTEGERS / 8)
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
}
