/**
 * What could never come to an end: contacts that nobody may ever take, offers that are never accepted, customers who wait
 * for ever for agents who have all gone. Refused before anything is run; what is only unwise is told by advice.ts.
 * Idea: only what no luck can mend is a fault. Whether overload ends in time is for the simulation.
 * **cost** that of finding one agent for each queue (reach.ts); allocates per fault. **order** queues, then offers.
 * Caveat: of a recorded trace nothing is known, so nothing is refused.
 */
import type { Fault } from '../../base/fault.js'
import type { Demand, QueueTimes } from '../scenario/demand.js'
import { quantileOf } from '../chance/distributions.js'
import { instantText } from '../scenario-language/duration.js'
import { statedTimeText } from '../../base/time-unit.js'
import { hoursOf, withinHours } from '../scenario/open-demand.js'
import { type Reach, reachOf, sharesOf, unreachable } from './reach.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import { lawFor } from '../scenario/times.js'

/** The least uniform that is ever drawn is not below this. */
const LEAST_UNIFORM = 2 ** -53

/** What is said of a queue without anybody. */
export const NOBODY = 'nobody could ever serve these contacts'

/** Every dead end of a scenario that is sound otherwise. */
export function deadEnds(scenario: Scenario): Fault[] {
  if (scenario.trace !== null) return []
  const lacking = unreachable({ ...scenario, groups: scenario.groups.map(present) })
  const faults = lacking.map(({ queue, lack }): Fault => {
    return {
      path: ['demand', queue],
      value: queue,
      message: NOBODY,
      hint: lack,
    }
  })
  for (const { queue } of scenario.demand) {
    const place = scenario.policy.normal.queues.find(({ name }) => name === queue)!
    if (!place.pullOnly) continue
    faults.push({
      path: ['demand', queue],
      value: queue,
      message: `${NOBODY}: the queue is pull-only, and simulated agents pull nothing`,
      hint: 'leave out `pullOnly` to simulate it',
    })
  }
  if (faults.length === 0) faults.push(...endless(scenario))
  return [...faults, ...neverAccepted(scenario)]
}

/** The group without those who never come. */
export function present(group: AgentGroup): AgentGroup {
  const { shifts, staffing, absence } = group
  const hasHours = shifts.length > 0 || staffing.some(({ count }) => count > 0)
  return hasHours && absence.sickLeave < 1 && absence.noShow < 1 ? group : { ...group, agents: [] }
}

/** Queues whose customers may wait for ever, and still come when all who may serve them have gone for good. */
function endless(scenario: Scenario): Fault[] {
  const patient = scenario.demand.filter((demand) => waitsForEver(scenario, demand))
  if (patient.length === 0) return []
  const reach = reachOf({ ...scenario, demand: patient, groups: scenario.groups.map(present) })
  return patient.flatMap((demand, index) => {
    // Who comes later to a queue that has closed is turned away, or counts as unresolved.
    const open = withinHours(busy(demand, scenario.scale), hoursOf(scenario.policy.normal, demand.queue))
    const lastCallMs = Math.max(0, ...open.map(({ toMs }) => toMs))
    const lastAgentMs = lastOf(reach[index]!, scenario.groups)
    if (lastCallMs <= lastAgentMs) return []
    return [
      {
        path: ['demand', demand.queue],
        value: demand.queue,
        message: `can never finish: contacts come until ${instantText(lastCallMs)} and wait for ever, but the last agent who may serve them goes at ${instantText(lastAgentMs)}`,
        hint: 'state `patience`, end `arrivals` earlier or let somebody stay longer',
      },
    ]
  })
}

function waitsForEver(scenario: Scenario, { queue, channel, issue, tier }: Demand): boolean {
  const { patience }: QueueTimes = scenario.queues.find((each) => each.queue === queue)!
  return sharesOf(issue).some(([issueName]) =>
    sharesOf(channel).some(([channelName]) =>
      sharesOf(tier).some(([tierName]) => {
        const profile = { issue: issueName, channel: channelName!, tier: tierName! }
        return lawFor(patience, profile, {}).law === 'never'
      }),
    ),
  )
}

function busy({ pieces }: Demand, scale: number): Demand['pieces'] {
  return pieces.filter(({ perHour }) => perHour * scale > 0)
}

/** When the last of the groups goes for good; Infinity: somebody stays until all is done. */
function lastOf({ groups }: Reach, all: readonly AgentGroup[]): number {
  return Math.max(
    ...groups.map((group) => {
      const { shifts, staffing } = all[group]!
      const ends = shifts.map(({ toMs }) => toMs ?? Infinity)
      const last = staffing.at(-1)
      return Math.max(...ends, last === undefined ? 0 : last.count > 0 ? Infinity : last.atMs)
    }),
  )
}

function neverAccepted({ offers, policy }: Scenario): Fault[] {
  const { ringMs } = policy.normal.offer
  if (offers === null || quantileOf(offers.acceptAfter)(LEAST_UNIFORM) < ringMs) return []
  return [
    {
      path: ['offers', 'acceptAfter'],
      value: offers.acceptAfter.law,
      message: `no offer is ever accepted: an offer expires after ${statedTimeText(ringMs)}`,
      hint: 'accept earlier, or raise `policy.offer.ringMs`',
    },
  ]
}
