/**
 * Recorded contacts as customers of a run, and recorded hours as shifts.
 * What a record cannot say is drawn, from streams of its own, one uniform a contact whether it is needed or not:
 * who hung up has exactly the recorded patience; who was answered is at least as patient as seen, the rest drawn from the
 * survival curve of the queue beyond that wait; who hung up takes a service time recorded in the same queue.
 * **cost** O(contacts) a run; allocates two columns a run.
 */
import { Stream } from '../../base/prng.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { type Caller, type CallerSource, profileIndex } from '../customers/customers.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import { absenceOf } from '../scenario/staff.js'
import { Survival } from './survival.js'
import type { Profile } from '../scenario/rule-table.js'
import { TimeTable } from '../scenario/times.js'
import { RECORDED_ABANDONED, RECORDED_ANSWERED, type Trace } from './trace.js'

export class Replay implements CallerSource {
  nextAtMs: number
  readonly isAlike = false
  private readonly trace: Trace
  private readonly patienceMs: Float64Array
  private readonly serviceMs: Float64Array
  private readonly service: Stream
  private readonly wrapUp: Stream
  private readonly firstReply: Stream
  private readonly bot: Stream
  private readonly botDelay: Stream
  private readonly untilMs: number
  private next: number

  constructor(
    trace: Trace,
    scenario: Scenario,
    profiles: readonly Profile[],
    seed: number,
    replication: number,
    untilMs: number,
  ) {
    const stream = (purpose: string): Stream => Stream.named(seed, replication, `replay/${purpose}`)
    this.trace = trace
    this.patienceMs = drawnPatience(trace, scenario, profiles, stream('patience'))
    this.serviceMs = drawnService(trace, scenario.policy.normal.queues.length, stream('recordedService'))
    this.service = stream('service')
    this.wrapUp = stream('wrapUp')
    this.firstReply = stream('firstReply')
    this.bot = stream('bot')
    this.botDelay = stream('botDelay')
    this.untilMs = untilMs
    this.next = 0
    this.nextAtMs = this.peek()
  }

  draw(caller: Caller): void {
    const { trace } = this
    const row = this.next++
    caller.queue = trace.queue[row]!
    caller.channel = trace.channel[row]!
    caller.tier = trace.tier[row]!
    caller.issue = trace.issue[row]!
    caller.region = trace.region[row]!
    caller.emotion = trace.emotion[row]!
    caller.trueEmotion = caller.emotion
    caller.patienceMs = Math.round(this.patienceMs[row]!)
    caller.serviceMs = this.serviceMs[row]!
    caller.serviceUniform = this.service.uniform()
    caller.wrapUpUniform = this.wrapUp.uniform()
    caller.firstReplyUniform = this.firstReply.uniform()
    caller.botUniform = this.bot.uniform()
    caller.botDelayUniform = this.botDelay.uniform()
    this.nextAtMs = this.peek()
  }

  private peek(): number {
    const atMs = this.next < this.trace.count ? this.trace.atMs[this.next]! : Infinity
    return atMs < this.untilMs ? atMs : Infinity
  }
}

/** The recorded agents, each a group of one; beside them, the scenario's own. */
export function replayGroups(trace: Trace, scenario: Scenario): AgentGroup[] {
  const { normal } = scenario.policy
  const byAgent = new Map<string, { fromMs: number; toMs: number }[]>()
  for (const { agentId, fromMs, toMs } of trace.sessions) {
    const shifts = byAgent.get(agentId)
    if (shifts === undefined) byAgent.set(agentId, [{ fromMs, toMs }])
    else shifts.push({ fromMs, toMs })
  }
  const ids = [...byAgent.keys()].sort()
  const served = scenario.trace?.sessions?.queues !== 'all'
  return ids.map((agentId) => {
    const queues = served ? trace.served.get(agentId) : undefined
    return {
      name: agentId,
      agents: [agentId],
      skills: { ...(scenario.trace?.sessions?.skills as Record<string, number> | undefined) },
      queues: queues?.map((queue) => normal.queues[queue]!.name) ?? null,
      channels: null,
      region: null,
      pool: null,
      capacityUnits: normal.capacityUnits,
      shifts: byAgent.get(agentId)!,
      staffing: [],
      breaks: [],
      absence: absenceOf(),
      learning: null,
      costPerHour: null,
    }
  })
}

/** One survival curve for each queue, from the contacts whose wait and outcome were recorded. */
export function survivalByQueue(trace: Trace, queues: number): Survival[] {
  return Array.from({ length: queues }, (_, queue) => {
    const waits: number[] = []
    const hungUp: boolean[] = []
    for (let row = 0; row < trace.count; row++) {
      if (trace.queue[row] !== queue || trace.outcome[row] === 0 || Number.isNaN(trace.waitMs[row]!)) continue
      waits.push(trace.waitMs[row]!)
      hungUp.push(trace.outcome[row] === RECORDED_ABANDONED)
    }
    return new Survival(waits, hungUp)
  })
}

function drawnPatience(
  trace: Trace,
  scenario: Scenario,
  profiles: readonly Profile[],
  stream: Stream,
): Float64Array {
  const { normal } = scenario.policy
  const curves = survivalByQueue(trace, normal.queues.length)
  const tables = scenario.queues.map(({ patience }) => new TimeTable(patience, profiles, [{}]))
  const patience = new Float64Array(trace.count)
  for (let row = 0; row < trace.count; row++) {
    const uniform = stream.uniform()
    const queue = trace.queue[row]!
    const waitMs = trace.waitMs[row]!
    if (trace.outcome[row] === RECORDED_ABANDONED) patience[row] = waitMs
    else if (trace.outcome[row] === RECORDED_ANSWERED) patience[row] = curves[queue]!.beyond(waitMs, uniform)
    else patience[row] = tables[queue]!.at(profileOf(trace, normal, row), 0, uniform)
  }
  return patience
}

function profileOf(trace: Trace, policy: NormalPolicy, row: number): number {
  return profileIndex(policy, trace.issue[row]!, trace.channel[row]!, trace.tier[row]!)
}

/** Recorded service times; for contacts without one, a recorded one of the same queue, or of any where it has none. */
function drawnService(trace: Trace, queues: number, stream: Stream): Float64Array {
  const known = (queue: number): Float64Array =>
    trace.serviceMs.filter(
      (serviceMs, row) =>
        !Number.isNaN(serviceMs) &&
        trace.outcome[row] !== RECORDED_ABANDONED &&
        (queue < 0 || trace.queue[row] === queue),
    )
  const all = known(-1)
  const byQueue = Array.from({ length: queues }, (_, queue) => {
    const own = known(queue)
    return (own.length === 0 ? all : own).sort()
  })
  const service = new Float64Array(trace.count)
  for (let row = 0; row < trace.count; row++) {
    const uniform = stream.uniform()
    const recorded = trace.serviceMs[row]!
    const choice = byQueue[trace.queue[row]!]!
    const taken = Number.isNaN(recorded) || trace.outcome[row] === RECORDED_ABANDONED
    if (!taken) service[row] = recorded
    else service[row] = choice.length === 0 ? -1 : choice[Math.floor(uniform * choice.length)]!
  }
  return service
}
