/**
 * The agents of a run: signs them in and out, sends them on breaks and back, and keeps account of their time.
 * Idea: the plan says what an agent should be doing, the engine what it is doing; whoever is still finishing a
 * conversation signs in again for the next shift only when that is over.
 * **cost** O(log agents) a change of presence, O(1) a contact; allocates the commands about presence, nothing for contacts.
 */
import { assert } from '../../base/assert.js'
import { grownInt32 } from '../../base/column.js'
import { slotOf } from '../../base/slots.js'
import type { AgentSignIn, Command } from '../../engine/commands/command.js'
import type { EngineEvent } from '../../engine/events/event.js'
import { AgentTime } from '../measures/agent-time.js'
import type { RosterLuck } from './attendance.js'
import { EventList } from '../run/event-list.js'
import { Headcount, type Headed } from './headcount.js'
import type { Intervals } from '../measures/intervals.js'
import type { Outages } from '../scenario/outages.js'
import { AT_WORK, ILL, OFF, type RosterPlan, rosterPlan } from './roster-plan.js'
import type { AgentGroup } from '../scenario/scenario.js'

const SIGNED_OUT = 0
const SIGNED_IN = 1
const LEAVING = 2

type AgentEvent = Extract<
  EngineEvent,
  {
    readonly type: 'agent.signedIn' | 'agent.presence' | 'agent.updated' | 'agent.leaving' | 'agent.signedOut'
  }
>

export class Desk {
  readonly time: AgentTime
  private readonly groups: readonly AgentGroup[]
  private readonly plan: RosterPlan
  private readonly noAnswerReason: string
  private readonly returnAfterMs: number
  private readonly tell: (command: Command) => void
  private readonly agentOfId: ReadonlyMap<string, number>
  /** What the plan wants the agent to be: OFF, ON_BREAK or AT_WORK. */
  private readonly wanted: Uint8Array
  private readonly status: Uint8Array
  /** Engine slot of an agent -> agent. */
  private agentOfSlot: Int32Array
  /** When the next change of presence is, or Infinity. */
  nextAtMs: number
  private next: number
  private plannedAtMs: number
  /** Agents who did not answer and will come back. */
  private readonly returns: EventList
  private readonly headcount: Headcount
  /** `null`: nothing is ever down. */
  private readonly outages: Outages | null
  private outageAtMs: number
  private readonly headed: Headed

  constructor(
    groups: readonly AgentGroup[],
    intervals: Intervals,
    noAnswer: { readonly reason: string; readonly returnAfterMs: number },
    luck: Omit<RosterLuck, 'untilMs'>,
    outages: Outages | null,
    tell: (command: Command) => void,
  ) {
    this.groups = groups
    this.plan = rosterPlan(groups, { ...luck, untilMs: intervals.untilMs })
    this.time = new AgentTime(this.plan.group, groups.length, intervals)
    this.noAnswerReason = noAnswer.reason
    this.returnAfterMs = noAnswer.returnAfterMs
    this.tell = tell
    const { agentIds } = this.plan
    this.agentOfId = new Map(agentIds.map((agentId, agent) => [agentId, agent]))
    this.wanted = new Uint8Array(agentIds.length).fill(OFF)
    this.status = new Uint8Array(agentIds.length).fill(SIGNED_OUT)
    this.agentOfSlot = new Int32Array(agentIds.length)
    this.next = 0
    this.plannedAtMs = this.nextPlanned()
    this.returns = new EventList()
    this.headcount = new Headcount(groups, this.plan.group)
    this.outages = outages
    this.outageAtMs = this.nextOutage()
    this.nextAtMs = 0
    this.findNext()
    this.headed = {
      isPlanned: (agent) => this.wanted[agent] === AT_WORK,
      hasContact: (agent) => this.time.hasContact(agent),
      bring: (agent, atMs) => {
        this.time.setPaid(agent, true, atMs)
        this.want(agent, AT_WORK, atMs)
      },
      dismiss: (agent, atMs) => {
        this.time.setPaid(agent, false, atMs)
        this.want(agent, OFF, atMs)
      },
      book: (agent, atWork, atMs) => this.time.setAvailable(agent, atWork && !this.isDown(agent), atMs),
    }
  }

  /** Skills of each group. */
  get levels(): readonly Readonly<Record<string, number>>[] {
    return this.groups.map(({ skills }) => skills)
  }

  /** The agent of an engine handle. */
  agentOf(handle: number): number {
    return this.agentOfSlot[slotOf(handle)]!
  }

  groupOf(agent: number): number {
    return this.plan.group[agent]!
  }

  /** Does the next change of presence, which is due now. */
  step(nowMs: number): void {
    this.change(nowMs)
    this.findNext()
  }

  private change(nowMs: number): void {
    const { changeAtMs, changeAgent, changeState } = this.plan
    const { plannedAtMs, headcount, returns } = this
    if (this.outageAtMs <= Math.min(returns.nextAtMs, plannedAtMs, headcount.nextAtMs)) {
      this.breakOut(nowMs)
      return
    }
    if (headcount.nextAtMs <= Math.min(returns.nextAtMs, plannedAtMs)) {
      headcount.change(this.headed)
      return
    }
    if (returns.nextAtMs <= plannedAtMs) {
      const agent = returns.take()
      if (this.status[agent] === SIGNED_IN && this.wanted[agent] === AT_WORK) this.setPresence(agent, nowMs)
      return
    }
    assert(changeAtMs[this.next] === nowMs, 'desk: a change of presence that is not due')
    const agent = changeAgent[this.next]!
    const state = changeState[this.next]!
    this.time.setPaid(agent, state !== OFF, nowMs)
    this.next++
    this.plannedAtMs = this.nextPlanned()
    this.want(agent, state === ILL ? OFF : state, nowMs)
  }

  /** An agent is about to finish a contact, and may be one too many. */
  finishing(agent: number, nowMs: number): void {
    this.headcount.finishing(agent, this.plan.group[agent]!, nowMs, this.headed)
  }

  /** Tells the engine what an agent is to be from now on. */
  private want(agent: number, state: number, nowMs: number): void {
    const agentId = this.plan.agentIds[agent]!
    this.wanted[agent] = state
    this.returns.cancel(agent)
    this.findNext()
    if (this.status[agent] === SIGNED_OUT) {
      if (state !== OFF) this.signIn(agent, nowMs)
    } else if (this.status[agent] === SIGNED_IN) {
      if (state === OFF) {
        this.tell({ type: 'agent.signOut', atMs: nowMs, agentId, conversations: 'finish' })
      } else {
        this.setPresence(agent, nowMs)
      }
    }
  }

  /** An outage begins or ends. */
  private breakOut(nowMs: number): void {
    const groups = this.outages!.change()
    this.outageAtMs = this.nextOutage()
    const { group } = this.plan
    for (let agent = 0; agent < group.length; agent++) {
      if (this.status[agent] !== SIGNED_IN || this.wanted[agent] !== AT_WORK) continue
      if (!groups.includes(group[agent]!)) continue
      this.returns.cancel(agent)
      this.setPresence(agent, nowMs)
    }
  }

  private isDown(agent: number): boolean {
    return this.outages !== null && this.outages.isGroupDown(this.plan.group[agent]!)
  }

  /** Why the agent is away, or null. */
  private reasonOf(agent: number): string | null {
    if (this.wanted[agent] !== AT_WORK) return 'break'
    return this.isDown(agent) ? 'outage' : null
  }

  private setPresence(agent: number, nowMs: number): void {
    const agentId = this.plan.agentIds[agent]!
    const reason = this.reasonOf(agent)
    const presence =
      reason === null ? { presence: 'available' as const } : { presence: 'away' as const, reason }
    this.tell({ type: 'agent.setPresence', atMs: nowMs, agentId, ...presence })
  }

  /** Takes notice of what happened to an agent. */
  read(event: AgentEvent, nowMs: number): void {
    const agent = this.agentOfId.get(event.agentId)
    assert(agent !== undefined, 'desk: an agent who is not in the plan')
    switch (event.type) {
      case 'agent.signedIn': {
        const slot = slotOf(event.agent)
        this.agentOfSlot = grownInt32(this.agentOfSlot, slot + 1)
        this.agentOfSlot[slot] = agent
        this.status[agent] = SIGNED_IN
        this.time.setAvailable(agent, this.reasonOf(agent) === null, nowMs)
        break
      }
      case 'agent.presence':
        this.time.setAvailable(agent, event.presence === 'available', nowMs)
        if (
          event.presence === 'away' &&
          event.reason === this.noAnswerReason &&
          this.wanted[agent] === AT_WORK
        ) {
          this.returns.plan(agent, nowMs + this.returnAfterMs)
          this.findNext()
        }
        break
      case 'agent.leaving':
        this.status[agent] = LEAVING
        this.time.setAvailable(agent, false, nowMs)
        break
      case 'agent.signedOut':
        this.status[agent] = SIGNED_OUT
        this.time.setAvailable(agent, false, nowMs)
        if (this.wanted[agent] !== OFF) this.signIn(agent, nowMs)
        break
      case 'agent.updated':
        break
    }
  }

  private findNext(): void {
    const { plannedAtMs, outageAtMs, headcount, returns } = this
    this.nextAtMs = Math.min(plannedAtMs, returns.nextAtMs, headcount.nextAtMs, outageAtMs)
  }

  private nextOutage(): number {
    return this.outages?.nextAtMs ?? Infinity
  }

  private nextPlanned(): number {
    const { changeAtMs } = this.plan
    return this.next < changeAtMs.length ? changeAtMs[this.next]! : Infinity
  }

  private signIn(agent: number, nowMs: number): void {
    const { skills, queues, channels, region, pool, capacityUnits } = this.groups[this.plan.group[agent]!]!
    const reason = this.reasonOf(agent)
    const command: AgentSignIn = {
      type: 'agent.signIn',
      atMs: nowMs,
      agentId: this.plan.agentIds[agent]!,
      skills,
      capacityUnits,
      ...(queues === null ? {} : { queues }),
      ...(channels === null ? {} : { channels }),
      ...(region === null ? {} : { region }),
      ...(pool === null ? {} : { pool }),
      ...(reason === null ? {} : { presence: 'away' as const, reason }),
    }
    this.tell(command)
  }
}
