/**
 * The naive twin of the whole engine, written from docs/rules.md alone: it scores everything, sorts everything, and
 * remembers nothing that it could work out again. It is the oracle of test/engine/engine.prop.test.ts.
 * Its handles are sequence numbers (`uid`), and a refusal has no message.
 */
import type { Command } from '../../../src/engine/commands/command.js'
import type { NormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import type { PromiseStage } from '../../../src/engine/events/promise-event.js'
import * as agents from './naive-engine-agent-commands.js'
import { forgetBreak, requestBreak, settleBreaks, withdrawBreak } from './naive-engine-breaks.js'
import { endCare } from './naive-engine-care.js'
import * as bot from './naive-engine-bot-commands.js'
import * as callback from './naive-engine-callback.js'
import * as contacts from './naive-engine-contact-commands.js'
import * as conversation from './naive-engine-conversation.js'
import { fired, holderId } from './naive-engine-clocks.js'
import {
  armNextStep,
  endOffer,
  endWrapUp,
  finishConversation,
  release,
  waitOn,
} from './naive-engine-contacts.js'
import { extendCalendar, reachHorizon, reachHours, startCalendars } from './naive-engine-hours.js'
import { couldEverServe, firstServedStep, obstacle } from './naive-engine-feasibility.js'
import * as moves from './naive-engine-move-commands.js'
import { lifeOf } from './naive-engine-history.js'
import { match, matchBatch } from './naive-engine-matching.js'
import { replacePolicy } from './naive-engine-policy.js'
import { positionAmongRivals, positionOf } from './naive-engine-standing.js'
import {
  aboutAgent,
  aboutContact,
  agentOf,
  contactOf,
  earliest,
  emit,
  holderOf,
  newWorld,
  Refusal,
  type Choice,
  type NaiveClock,
  type NaiveEvent,
  type NaiveTimer,
  type World,
} from './naive-engine-state.js'

export class NaiveEngine {
  readonly world: World

  constructor(policy: NormalPolicy, options: { readonly mode: 'offer' | 'assign' }) {
    this.world = newWorld(policy, options.mode)
    startCalendars(this.world)
  }

  /** `choices`: the pairs that the engine took by its policy during this command, for the one choice that rule 26 leaves open. */
  apply(command: Command, choices: readonly Choice[] = []): NaiveEvent[] {
    const { world } = this
    const { atMs } = command
    if (!Number.isInteger(atMs) || atMs < world.commandAtMs || atMs > 2 ** 42) throw new Error('time')
    world.cause += 1
    world.commandAtMs = atMs
    world.events = []
    world.choices = [...choices]
    for (let due = earliest(world); due && due.dueAtMs <= atMs; due = earliest(world)) {
      world.nowMs = due.dueAtMs
      world.timers.splice(world.timers.indexOf(due), 1)
      this.#step(() => this.#fire(due))
    }
    world.nowMs = atMs
    this.#step(() => this.#obey(command))
    return world.events
  }

  get nextDueAtMs(): number {
    return earliest(this.world)?.dueAtMs ?? Infinity
  }

  get waiting(): number {
    return this.world.contacts.filter(({ state }) => state === 'queued').length
  }

  /** 1 = the next of its queue; -1 for a contact that does not wait. */
  position(uid: number): number {
    const contact = this.world.contacts.find((each) => each.uid === uid)
    return contact?.state === 'queued' ? positionOf(this.world, contact) : -1
  }

  /** Rule 70; -1 for a contact that does not wait. */
  positionAmongRivals(uid: number): number {
    const { world } = this
    const contact = world.contacts.find((each) => each.uid === uid)
    if (contact?.state !== 'queued') return -1
    return positionAmongRivals(world, contact, (each) =>
      world.agents.filter((agent) =>
        each.heldFor === null
          ? couldEverServe(world, agent, each, each.step)
          : agent.uid === each.heldFor.agent,
      ),
    )
  }

  /** Rules 5, 47 and 48. */
  lifeOf(uid: number): object {
    const contact = contactOf(this.world, uid)
    const { arrivedAtMs, state, rating, botSinceAtMs, collected, callback } = contact
    const isInLine = state === 'queued' || state === 'offered'
    const waitedMs = contact.earlierWaitsMs + (isInLine ? this.world.nowMs - contact.waitStartAtMs : 0)
    return { arrivedAtMs, state, waitedMs, rating, botSinceAtMs, collected, callback, ...lifeOf(contact) }
  }

  /** Rule 17 at the contact's step. */
  couldEverServe(contactUid: number, agentUid: number): boolean {
    const contact = contactOf(this.world, contactUid)
    return couldEverServe(this.world, agentOf(this.world, agentUid), contact, contact.step)
  }

  /** Contacts and agents side by side without one of the reasons of the rules: there must never be any. */
  idlePairs(): string[] {
    const { world } = this
    if (world.timers.some(({ kind }) => kind === 'window')) return []
    return world.contacts
      .filter(({ state }) => state === 'queued')
      .flatMap((contact) =>
        world.agents
          .filter((agent) => obstacle(world, agent, contact) === null)
          .map((agent) => `${contact.uid} and ${agent.uid}`),
      )
  }

  /** The visible state as canonical JSON: contacts and agents by sequence, what is due by instant. */
  view(): string {
    const { nowMs, contacts: all, agents: roster, timers, policy, rememberedIds } = this.world
    return JSON.stringify({
      nowMs,
      policyVersion: policy.version,
      contacts: all,
      agents: roster,
      due: timers.toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.order - b.order),
      rememberedIds,
    })
  }

  /** Rule 40: one command or one deadline, and what follows from it. */
  #step(effect: () => void): void {
    const { world } = this
    world.begun = []
    world.arrived = null
    effect()
    agents.dismissLeavers(world)
    contacts.followUp(world)
    settleBreaks(world, (agent, reason) => agents.changePresence(world, agent, false, reason, true))
    this.#relax()
    match(world)
    for (const { contact: uid, from } of world.begun) {
      const contact = world.contacts.find((each) => each.uid === uid)
      if (contact?.state !== 'queued') continue
      const { queue, channel, tier, heldFor } = contact
      emit(world, { type: 'contact.queued', ...aboutContact(contact), queue, channel, tier, from })
      if (!heldFor) continue
      const agent = agentOf(world, heldFor.agent)
      const { untilMs } = heldFor
      emit(world, { type: 'contact.held', ...aboutContact(contact), ...aboutAgent(agent), untilMs })
    }
  }

  /** Rules 19 and 20. */
  #relax(): void {
    const { world } = this
    for (const contact of world.contacts) {
      if (contact.state !== 'queued') continue
      const step = firstServedStep(world, contact)
      if (step === undefined && contact.uid === world.arrived) {
        emit(world, { type: 'contact.unservable', ...aboutContact(contact), queue: contact.queue })
      }
      if (step === undefined || step === contact.step) continue
      contact.step = step
      armNextStep(world, contact)
      emit(world, { type: 'contact.relaxed', ...aboutContact(contact), step, reason: 'nobody' })
    }
  }

  #fire(timer: NaiveTimer): void {
    const { world } = this
    if (timer.kind === 'window') return matchBatch(world)
    if (timer.kind === 'hours') return reachHours(world, timer.calendar)
    if (timer.kind === 'horizon') return reachHorizon(world, timer.calendar)
    if (timer.kind === 'rest' || timer.kind === 'coolDown') return endCare(world, timer)
    if (timer.kind === 'break') {
      const agent = agentOf(world, timer.agent)
      forgetBreak(world, agent)
      emit(world, { type: 'agent.breakEnded', ...aboutAgent(agent), isEarly: false })
      agents.changePresence(world, agent, true, '')
      return
    }
    const contact = contactOf(world, timer.contact)
    switch (timer.kind) {
      case 'clock':
        this.#reach(timer)
        break
      case 'hold':
        release(world, contact, 'time')
        break
      case 'relax':
        contact.step += 1
        armNextStep(world, contact)
        emit(world, { type: 'contact.relaxed', ...aboutContact(contact), step: contact.step, reason: 'time' })
        break
      case 'offer': {
        const agent = holderOf(world, contact)
        endOffer(world, contact)
        const about = { ...aboutContact(contact), ...aboutAgent(agent) }
        emit(world, { type: 'offer.expired', ...about, dueAtMs: timer.dueAtMs })
        waitOn(world, contact, 'expired')
        agents.changePresence(world, agent, false, world.policy.offer.noAnswerReason)
        break
      }
      case 'open':
        callback.open(world, contact)
        break
      case 'overdue':
        callback.overdue(world, contact)
        break
      case 'wrapUp':
        endWrapUp(world, contact)
        break
      case 'retry':
        contact.declinedBy = contact.declinedBy.filter((uid) => uid !== timer.agent)
        break
    }
  }

  /** Rules 14 and 37. */
  #reach(timer: NaiveClock): void {
    const { world } = this
    const { clock, dueAtMs } = timer
    const contact = contactOf(world, timer.contact)
    const { stage, actions } = fired(world, timer)
    const type = (
      { warn: 'promise.warned', breach: 'promise.breached', escalate: 'promise.escalated' } as const
    )[stage] satisfies PromiseStage['type']
    const about = { ...aboutContact(contact), clock }
    const agentId = holderId(world, contact)
    emit(world, { type, ...about, dueAtMs, queue: contact.queue, agentId, actions })
    for (const action of actions) {
      const silent = contact.callback !== null
      if (action === 'notify') emit(world, { type: 'agent.notify', ...about, agentId })
      if (action === 'startBot' && !silent && contact.botSinceAtMs === null)
        emit(world, { type: 'bot.start', ...about, agentId })
      if (action === 'remind') emit(world, { type: 'customer.remind', ...about, agentId })
      if (action === 'ask') emit(world, { type: 'customer.ask', ...about, agentId })
      if (action === 'phone') emit(world, { type: 'customer.phone', ...about, agentId })
      if (action === 'sendSummary') emit(world, { type: 'customer.summary', ...about, agentId })
      if (action === 'offerCallback' && !silent) emit(world, { type: 'callback.offer', ...about })
      if (action === 'archive') {
        finishConversation(world, contact, { by: 'system', outcome: 'archived', wrapUpMs: 0 })
      }
      const { boostMs } = world.policy
      if (action === 'boost' && contact.boostMs === 0 && boostMs > 0) {
        contact.boostMs = boostMs
        emit(world, { type: 'contact.boosted', ...about, boostMs })
      }
    }
  }

  #obey(command: Command): void {
    const { world } = this
    const { commandId } = command
    try {
      if (commandId !== undefined) {
        if (world.rememberedIds.includes(commandId)) throw new Refusal('duplicateCommand')
        const { commandMemory } = world.policy
        world.rememberedIds.push(commandId)
        while (world.rememberedIds.length > commandMemory) world.rememberedIds.shift()
      }
      this.#dispatch(command)
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      const ids: { readonly commandId?: string; readonly contactId?: string; readonly agentId?: string } =
        command
      const { commandId = '', contactId = '', agentId = '' } = ids
      emit(world, {
        type: 'command.refused',
        command: command.type,
        code: fault.code,
        commandId,
        contactId,
        agentId,
        message: '',
      })
    }
  }

  #dispatch(command: Command): void {
    const { world } = this
    switch (command.type) {
      case 'contact.arrive':
        return contacts.arrive(world, command)
      case 'contact.update':
        return contacts.update(world, command)
      case 'contact.abandon':
      case 'contact.cancel':
        return contacts.giveUp(world, command)
      case 'contact.reply':
        return conversation.reply(world, command)
      case 'contact.hold':
        return conversation.hold(world, command)
      case 'contact.resume':
        return conversation.resume(world, command)
      case 'contact.resolve':
        return conversation.resolve(world, command)
      case 'contact.confirm':
        return conversation.confirm(world, command)
      case 'contact.reopen':
        return conversation.reopen(world, command)
      case 'contact.rate':
        return conversation.rate(world, command)
      case 'contact.finish':
        return conversation.finish(world, command)
      case 'contact.endWrapUp':
        return conversation.finishWrapUp(world, command)
      case 'contact.transfer':
        return moves.transfer(world, command)
      case 'contact.move':
        return moves.move(world, command)
      case 'contact.assign':
        return contacts.assignBySupervisor(world, command)
      case 'contact.pull':
        return contacts.pull(world, command)
      case 'contact.callback':
        return callback.callBack(world, command)
      case 'callback.fail':
        return callback.fail(world, command)
      case 'callback.end':
        return callback.end(world, command)
      case 'bot.begin':
        return bot.begin(world, command)
      case 'bot.resolve':
        return bot.resolve(world, command)
      case 'bot.handOver':
        return bot.handOver(world, command)
      case 'bot.fail':
        return bot.fail(world, command)
      case 'offer.accept':
        return contacts.accept(world, command)
      case 'offer.decline':
        return contacts.decline(world, command)
      case 'offer.revoke':
        return contacts.revokeByHost(world, command)
      case 'agent.signIn':
        return agents.signIn(world, command)
      case 'agent.setPresence':
        return agents.setPresence(world, command)
      case 'agent.update':
        return agents.updateAgent(world, command)
      case 'agent.signOut':
        return agents.signOut(world, command)
      case 'agent.requestBreak':
        return requestBreak(world, command)
      case 'agent.withdrawBreak':
        return withdrawBreak(world, command)
      case 'agent.occupy':
        return agents.occupy(world, command)
      case 'policy.replace':
        return replacePolicy(world, command)
      case 'calendar.extend':
        return extendCalendar(world, command)
      case 'tick':
    }
  }
}
