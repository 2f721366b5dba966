/**
 * Random commands about what happens between an agent and a customer, from the first reply to the end of wrap-up.
 */
import type { Command } from '../../../src/engine/commands/command.js'
import { TALKING, type ContactState, type World } from '../engine/naive-engine-state.js'
import type { RandomFields } from './random-fields.js'
import type { Draw } from './random-policy.js'
import type { RandomRefs } from './random-refs.js'
import type { Weighted } from './commands.js'

const ENDERS = ['agent', 'customer', 'supervisor', 'system'] as const
const OUTCOMES = ['resolved', 'unresolved', 'unconfirmed', 'archived'] as const

type Bare = 'contact.hold' | 'contact.resume' | 'contact.resolve' | 'contact.endWrapUp'
type OfConversation =
  | Bare
  | 'contact.reply'
  | 'contact.confirm'
  | 'contact.reopen'
  | 'contact.rate'
  | 'contact.finish'
  | 'contact.transfer'

export class RandomConversation {
  readonly #world: World
  readonly #fields: RandomFields
  readonly #refs: RandomRefs

  constructor(world: World, fields: RandomFields, refs: RandomRefs) {
    this.#world = world
    this.#fields = fields
    this.#refs = refs
  }

  /** What could be said now, with its weight; `when` makes little of what cannot succeed. */
  choices(when: (weight: number, sensible: boolean) => number): Readonly<Record<OfConversation, Weighted>> {
    const { contacts } = this.#world
    const among = (states: readonly ContactState[]): boolean =>
      contacts.some(({ state }) => states.includes(state))
    const bare = (weight: number, type: Bare, ...states: ContactState[]): Weighted => [
      when(weight, among(states)),
      (draw) => ({ type, atMs: 0, ...this.#refs.contact(draw, states) }),
    ]
    const held = contacts.some(({ heldFor }) => heldFor !== null)
    const talking = among(TALKING)
    return {
      'contact.finish': [when(held ? 20 : 7, talking), (draw) => this.#finish(draw)],
      'contact.reply': [when(9, talking), (draw) => this.#reply(draw)],
      'contact.transfer': [when(4, talking), (draw) => this.#transfer(draw)],
      'contact.hold': bare(5, 'contact.hold', 'awaitingAgent', 'awaitingCustomer'),
      'contact.resume': bare(9, 'contact.resume', 'onHold'),
      'contact.resolve': bare(3, 'contact.resolve', 'awaitingAgent', 'awaitingCustomer'),
      'contact.confirm': [when(4, among(['awaitingConfirmation'])), (draw) => this.#confirm(draw)],
      'contact.reopen': [when(3, among(['awaitingConfirmation', 'wrapUp'])), (draw) => this.#reopen(draw)],
      'contact.rate': [
        when(2, among([...TALKING, 'wrapUp'])),
        (draw) => ({
          type: 'contact.rate',
          atMs: 0,
          ...this.#refs.contact(draw, [...TALKING, 'wrapUp']),
          rating: draw.percent(6) ? draw.pick([0, 6, 2.5]) : 1 + draw.below(5),
        }),
      ],
      'contact.endWrapUp': bare(4, 'contact.endWrapUp', 'wrapUp'),
    }
  }

  #finish(draw: Draw): Command {
    const awaited = this.#world.contacts.map(({ heldFor }) => heldFor?.agent)
    const contact = this.#refs.contact(draw, TALKING, ({ agent }) => awaited.includes(agent ?? 0))
    const wrapUpMs = draw.pick([0, 0, draw.below(1000), 300, 0.5])
    return {
      type: 'contact.finish',
      atMs: 0,
      ...contact,
      ...(draw.percent(40) ? { wrapUpMs } : {}),
      ...(draw.percent(30) ? { by: draw.pick(ENDERS) } : {}),
      ...(draw.percent(30) ? { outcome: draw.pick(OUTCOMES) } : {}),
    }
  }

  #confirm(draw: Draw): Command {
    const contact = this.#refs.contact(draw, ['awaitingConfirmation'])
    return { type: 'contact.confirm', atMs: 0, ...contact, isSolved: draw.percent(50) }
  }

  #reopen(draw: Draw): Command {
    const contact = this.#refs.contact(draw, ['awaitingConfirmation', 'wrapUp'])
    const by = draw.percent(50) ? { by: draw.pick(ENDERS) } : {}
    return { type: 'contact.reopen', atMs: 0, ...contact, ...by }
  }

  #reply(draw: Draw): Command {
    const by = draw.pick(['agent', 'customer'] as const)
    const update = draw.percent(30) ? { isUpdate: draw.percent(70) } : {}
    return { type: 'contact.reply', atMs: 0, ...this.#refs.contact(draw, TALKING), by, ...update }
  }

  #transfer(draw: Draw): Command {
    const { queues, channels } = this.#world.policy
    return {
      type: 'contact.transfer',
      atMs: 0,
      ...this.#refs.contact(draw, TALKING),
      queue: this.#fields.name(draw, queues, 'queue9'),
      ...(draw.percent(35) ? { channel: this.#fields.name(draw, channels, 'channel9') } : {}),
      ...(draw.percent(50) ? { toAgentId: this.#refs.agentId(draw) } : {}),
      ...(draw.percent(30) ? { reason: 'expert' } : {}),
      ...this.#fields.need(draw, 20),
    }
  }
}
