/**
 * What is sound in opening hours but hardly meant: calendars that never open while the scenario lasts, contacts that come to
 * a closed queue, agents at work while everything they serve is closed.
 * Idea: means only, and the plan of the shifts; breaks and absences are left out.
 * **cost** O(queues x (pieces + stretches) + groups x shifts x log stretches); allocates the list. **order** calendars, queues, agents.
 */
import type { Advice } from './advice.js'
import type { CalendarData } from '../../sla/calendar.js'
import { Hours } from '../../sla/hours.js'
import type { Demand } from '../scenario/demand.js'
import { closedDemand, hoursOf, withinHours } from '../scenario/open-demand.js'
import type { Reach } from './reach.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'

const HOUR_MS = 3_600_000
/** Above this share of contacts at a closed queue, hours or demand are hardly meant. */
const MOST_CLOSED = 0.8
/** A shift may well begin a little before the queue opens, and end after it closes. */
const USUAL_SHARE = 0.05

/** Everything to be said of opening hours; nothing where there are none. */
export function hoursAdvice(scenario: Scenario, reach: readonly Reach[]): Advice[] {
  if (scenario.wallClock === undefined) return []
  return [
    ...neverOpen(scenario),
    ...withoutDates(scenario.wallClock.withoutDates),
    ...scenario.demand.flatMap((demand) => atClosedQueue(scenario, demand)),
    ...scenario.groups.flatMap((group, index) => {
      const served = reach.filter(({ groups }) => groups.includes(index)).map(({ queue }) => queue)
      return besideHours(scenario, group, served)
    }),
  ]
}

function neverOpen({ policy: { normal }, fromMs, untilMs, demand }: Scenario): Advice[] {
  const whole = [{ fromMs, toMs: untilMs ?? Infinity }]
  return normal.calendars.flatMap(({ name, data }) => {
    if (withinHours(whole, data).length > 0) return []
    const queues = normal.queues.filter(({ hours }) => hours === name).map((queue) => queue.name)
    return [
      {
        about: `policy.calendars.${name}`,
        message: 'is closed from the beginning to the end of the scenario',
        hint: 'see firstDay, timeZone and the hours by date',
        isGrave: queues.some((queue) => demand.some((each) => each.queue === queue)),
      },
    ]
  })
}

function withoutDates(calendars: readonly string[]): Advice[] {
  return calendars.map((name) => ({
    about: `policy.calendars.${name}`,
    message: 'its hours by date do not count, for the first day is a weekday',
    hint: 'state a date as firstDay',
    isGrave: false,
  }))
}

/** Contacts that come while their queue is closed, on average. */
function atClosedQueue(scenario: Scenario, demand: Demand): Advice[] {
  const { queue } = demand
  const { share, aDay } = closedDemand(scenario, demand)
  if (share === 0) return []
  const turnsAway = scenario.policy.normal.queues.find(({ name }) => name === queue)!.closed === 'refuse'
  const then = turnsAway
    ? 'are turned away'
    : 'wait until it opens, or give up; the formulas do not count them'
  return [
    {
      about: `demand.${queue}`,
      message: `${percent(share)} of the contacts, ${aDay.toFixed(1)} a day, come while the queue is closed, and ${then}`,
      hint: 'compare arrivals with the hours of the queue',
      isGrave: share > MOST_CLOSED,
    },
  ]
}

/** Time at work while every queue that the group serves is closed. */
function besideHours(scenario: Scenario, group: AgentGroup, queues: readonly string[]): Advice[] {
  const open = queues.map((queue) => hoursOf(scenario.policy.normal, queue))
  if (open.length === 0 || open.includes(null)) return []
  const hours = new Hours(union(open as CalendarData[]))
  let workMs = 0
  let openMs = 0
  const atWork = (fromMs: number, toMs: number, agents: number): void => {
    const endMs = Math.min(toMs, scenario.untilMs!)
    if (fromMs >= endMs) return
    workMs += (endMs - fromMs) * agents
    openMs += hours.between(fromMs, endMs) * agents
  }
  for (const { fromMs, toMs } of group.shifts) atWork(fromMs, toMs ?? Infinity, group.agents.length)
  group.staffing.forEach(({ atMs, count }, i) => atWork(atMs, group.staffing[i + 1]?.atMs ?? Infinity, count))
  const share = workMs === 0 ? 0 : 1 - openMs / workMs
  if (share <= USUAL_SHARE) return []
  const days = Math.max(1, Math.ceil((scenario.untilMs! - scenario.fromMs) / DAY_MS))
  const aDay = ((workMs - openMs) / HOUR_MS / days).toFixed(1)
  return [
    {
      about: `agents.${group.name}`,
      message: `${percent(share)} of their time at work, ${aDay} hours a day in all, every queue that they serve is closed`,
      hint: 'compare shifts with the hours of the queues',
      isGrave: false,
    },
  ]
}

/** Open whenever any of them is. */
function union(all: readonly CalendarData[]): CalendarData {
  const edges = all.flatMap(({ opensAtMs, closesAtMs }) =>
    opensAtMs.map((opens, i) => ({ opens, closes: closesAtMs[i]! })),
  )
  edges.sort((a, b) => a.opens - b.opens)
  const opensAtMs: number[] = []
  const closesAtMs: number[] = []
  for (const { opens, closes } of edges) {
    const last = closesAtMs.length - 1
    if (last >= 0 && opens <= closesAtMs[last]!) closesAtMs[last] = Math.max(closesAtMs[last]!, closes)
    else {
      opensAtMs.push(opens)
      closesAtMs.push(closes)
    }
  }
  return { ...all[0]!, opensAtMs, closesAtMs }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}
