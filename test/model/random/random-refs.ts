/**
 * Whom random commands are about: contacts in fitting states, agents who are there; now and then stale ones, or none at all.
 * Ids come from small pools, so that duplicates occur.
 */
import type { AgentRef, ContactRef } from '../../../src/engine/commands/command.js'
import type { ContactState, NaiveContact, World } from '../engine/naive-engine-state.js'
import { numbered, type Draw } from './random-policy.js'

/** Of a crowd of 1; a larger one has so many times more. */
const AGENT_IDS = 6
const CONTACT_IDS = 14

export class RandomRefs {
  readonly #world: World
  readonly #agentIds: readonly string[]
  readonly #contactIds: readonly string[]

  constructor(world: World, crowd: number) {
    this.#world = world
    this.#agentIds = numbered('agent', AGENT_IDS * crowd)
    this.#contactIds = numbered('contact', CONTACT_IDS * crowd)
  }

  /** A contact in one of the states if there is one; now and then any contact, a stale one or none at all. */
  contact(
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
      if (!byHandle) return { contactId: draw.pick(this.#contactIds) }
      // One of the past, or none that there will be: the next one may come about before the command takes effect.
      const uid = 1 + draw.below(nextUid + 1)
      return { contact: uid < nextUid ? uid : 1_000_000 + uid }
    }
    const { uid, contactId } = draw.pick(fitting)
    return byHandle || contactId === '' ? { contact: uid } : { contactId }
  }

  agent(draw: Draw, preferred?: number | null): AgentRef {
    const { agents, nextUid } = this.#world
    const byHandle = draw.percent(30)
    if (agents.length === 0 || draw.percent(5)) {
      return byHandle ? { agent: 1 + draw.below(nextUid + 1) } : { agentId: draw.pick(this.#agentIds) }
    }
    const one = agents.find(({ uid }) => uid === preferred) ?? draw.pick(agents)
    return byHandle ? { agent: one.uid } : { agentId: one.agentId }
  }

  /** Mostly one who is signed in and busy. */
  agentId(draw: Draw): string {
    const { agents, contacts } = this.#world
    const busy = agents.filter(({ uid }) => contacts.some(({ agent }) => agent === uid))
    if (agents.length === 0 || draw.percent(15)) return draw.pick(this.#agentIds)
    return draw.pick(busy.length > 0 && draw.percent(70) ? busy : agents).agentId
  }

  /** Somebody who is there, if anybody is. */
  present(draw: Draw): number | null {
    const present = this.#world.agents.filter(({ available, leaving }) => available && !leaving)
    return present.length === 0 || draw.percent(8) ? null : draw.pick(present).uid
  }

  newContact(draw: Draw): { contactId?: string } {
    if (draw.percent(15)) return {}
    if (draw.percent(1)) return { contactId: '' }
    const live = this.#world.contacts.map(({ contactId }) => contactId)
    const free = this.#contactIds.filter((id) => !live.includes(id))
    return { contactId: draw.pick(draw.percent(4) || free.length === 0 ? this.#contactIds : free) }
  }

  /** Seldom one that is taken. */
  newAgentId(draw: Draw): string {
    const live = this.#world.agents.map(({ agentId }) => agentId)
    const free = this.#agentIds.filter((id) => !live.includes(id))
    return draw.pick(draw.percent(5) || free.length === 0 ? this.#agentIds : free)
  }

  contactId(draw: Draw): string {
    return draw.pick(this.#contactIds)
  }
}
