/**
 * Letting time pass: every deadline up to an instant fires, in order, each followed by matching, each at its own instant.
 * So one tick or a thousand give the same events. Rules 2, 19, 26-28 and 37 of docs/rules.md.
 * Cost: O(log n) per deadline that fires; nothing for those that were cancelled.
 */
import { FROM_EXPIRED } from '../contacts/contacts.js'
import { assert } from '../../base/assert.js'
import { changePresence, endBreak } from '../agents/breaks.js'
import { callbackOf, openCallback } from '../contacts/callbacks.js'
import { endCoolDown, endRest } from '../agents/care.js'
import {
  agentOwner,
  BATCH,
  BREAK_END,
  CALLBACK_OPEN,
  CALLBACK_OVERDUE,
  calendarOwner,
  COOL_DOWN_END,
  HOLD,
  HORIZON,
  HOURS,
  OFFER,
  RELAX,
  REST_END,
  RETRY,
  WRAP_UP_END,
} from './clocks.js'
import { emitCallbackOverdue } from '../events/emit-callback.js'
import { emitExpired, emitRelaxed } from '../events/emit.js'
import { emitAsked, emitBoosted, emitCallbackOffer, emitStage } from '../events/emit-promise.js'
import { settle } from '../matching/matching.js'
import { CLOCKS } from '../policy/promise-defaults.js'
import type { ClockName } from '../policy/promise-spec.js'
import { reachHorizon, reachHours } from './queue-hours.js'
import { AWAY } from '../../routing/roster.js'
import type { State } from '../state.js'
import { reachCap, reconsider, releaseHold, rerank, setStep, waitAgain } from '../contacts/wait.js'
import { dropDecline, endOffer, endWrapUp, finish, isWithBot, recover } from '../agents/work.js'

/** What the host is asked for, by action. */
const ASKED = {
  notify: 'agent.notify',
  startBot: 'bot.start',
  remind: 'customer.remind',
  ask: 'customer.ask',
  phone: 'customer.phone',
  sendSummary: 'customer.summary',
} as const

/** Fires everything that is due by the instant of the command under way, and sets the present instant to it. */
export function passTime(s: State): void {
  const toMs = s.commandAtMs
  while (s.clocks.isDueBy(toMs)) {
    passSilently(s, s.clocks.nextDueAtMs)
    const timer = s.clocks.popDue(toMs)
    s.nowMs = s.clocks.firedAtMs
    fire(s, timer)
    settle(s)
  }
  passSilently(s, toMs)
  s.nowMs = toMs
}

/** What changes keys but no event: ageing caps and emotional load, up to an instant. */
function passSilently(s: State, toMs: number): void {
  while (s.caps.isDueBy(toMs)) {
    s.nowMs = s.caps.nextDueAtMs
    reachCap(s, s.caps.popDue(toMs))
  }
  while (s.recoveries.isDueBy(toMs)) {
    const dueAtMs = s.recoveries.nextDueAtMs
    recover(s, s.recoveries.popDue(toMs), dueAtMs)
  }
}

function fire(s: State, timer: number): void {
  const { clocks } = s
  const contact = clocks.firedOwner
  if (clocks.promiseIn(timer) >= 0) {
    fireStage(s, contact, timer)
    return
  }
  switch (clocks.firedKind) {
    case HOLD:
      releaseHold(s, contact, 'time')
      break
    case RELAX: {
      const step = s.contacts.stepOf(contact) + 1
      setStep(s, contact, step)
      emitRelaxed(s, contact, step, 'time')
      break
    }
    case OFFER:
      expire(s, contact)
      break
    case WRAP_UP_END:
      endWrapUp(s, contact)
      break
    case RETRY:
      dropDecline(s, contact, timer)
      reconsider(s, contact)
      break
    case REST_END:
      endRest(s, agentOwner(contact))
      break
    case COOL_DOWN_END:
      endCoolDown(s, agentOwner(contact))
      break
    case BREAK_END:
      endBreak(s, agentOwner(contact))
      break
    case CALLBACK_OPEN:
      openCallback(s, contact)
      break
    case CALLBACK_OVERDUE:
      emitCallbackOverdue(s, contact)
      break
    case BATCH:
      s.batchTimer = -1
      s.batchIsDue = true
      break
    case HOURS:
      reachHours(s, calendarOwner(contact))
      break
    case HORIZON:
      reachHorizon(s, calendarOwner(contact))
      break
    default:
      assert(false, 'due: a timer of no known kind')
  }
}

/** One stage of a promise: the next stage's deadline, its event, and what it asks for. */
function fireStage(s: State, contact: number, timer: number): void {
  const { clocks } = s
  const kind = clocks.firedKind
  const stage = clocks.stageOf(timer)
  clocks.advance(timer)
  emitStage(s, contact, kind, stage)
  const clock = CLOCKS[kind]!
  for (const action of stage.actions) {
    switch (action) {
      case 'alert':
        break
      case 'boost':
        boost(s, contact, clock)
        break
      case 'startBot':
        askForBot(s, contact, clock)
        break
      case 'offerCallback':
        askForCallback(s, contact, clock)
        break
      case 'archive':
        finish(s, contact, 0, 'system', 'archived')
        return
      default:
        emitAsked(s, contact, ASKED[action], clock)
    }
  }
}

/** A bot that is at work on the contact is not asked for again, nor is one for a customer who is not on the line. */
function askForBot(s: State, contact: number, clock: ClockName): void {
  if (isWithBot(s, contact) || callbackOf(s, contact) !== undefined) return
  emitAsked(s, contact, 'bot.start', clock)
}

function askForCallback(s: State, contact: number, clock: ClockName): void {
  if (callbackOf(s, contact) === undefined) emitCallbackOffer(s, contact, clock)
}

function boost(s: State, contact: number, clock: ClockName): void {
  const { boostMs } = s.tables.policy.normal
  if (boostMs === 0 || s.contacts.boostMsOf(contact) !== 0) return
  s.contacts.setBoostMs(contact, boostMs)
  emitBoosted(s, contact, boostMs, clock)
  rerank(s, contact)
}

/** Ring, no answer: the contact looks on, the agent is away and loses other offers and holds. */
function expire(s: State, contact: number): void {
  const agent = s.contacts.agentOf(contact)
  emitExpired(s, contact, agent)
  endOffer(s, contact)
  waitAgain(s, contact, FROM_EXPIRED)
  changePresence(s, agent, AWAY, s.tables.policy.normal.offer.noAnswerReason)
}
