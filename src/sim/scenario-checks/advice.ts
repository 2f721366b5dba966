/**
 * What is sound in a scenario but hardly meant: contacts that nobody can serve, hours without anybody, more work than
 * agents, agents without work, skills that nobody has, patience shorter than an offer takes, very long runs. What can never end is
 * refused before (dead-ends.ts).
 * Idea: means only; what luck and queues make of them is for the simulation. Breaks and absences are left out, so nothing
 * is told that more breaks would explain.
 * **cost** O(kinds of contacts x groups + intervals x days x queues x shifts); allocates the list. **order** queues, agents, the rest.
 * Caveat: of scenarios of many days the first fourteen are looked at.
 */
import { instantText } from '../scenario-language/duration.js'
import { timeText } from '../../base/time-unit.js'
import type { Demand } from '../scenario/demand.js'
import { meanMs } from '../chance/distribution-mean.js'
import { averages } from '../staff-requirement/formula-staff.js'
import { intervalsOf } from '../measures/outline.js'
import { MeanRate } from '../scenario/mean-rate.js'
import { callAdvice } from './call-advice.js'
import { hoursAdvice } from './hours-advice.js'
import { hoursOf, withinHours } from '../scenario/open-demand.js'
import { idleHours, idleStretches } from './idle-hours.js'
import { type Reach, reachOf, sharesOf } from './reach.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'

export interface Advice {
  /** What it is about, as in `demand.repair`. */
  readonly about: string
  readonly message: string
  readonly hint: string
  /** The results are hardly what was asked for; told before every run. */
  readonly isGrave: boolean
}

const LOOK_AHEAD_DAYS = 14
const LOOK_AHEAD_MS = LOOK_AHEAD_DAYS * DAY_MS
/** So little overload is none. */
const ROUNDING = 0.05
/** Contacts of a run that take about a minute. */
const MANY = 20e6
/** ... and hours. */
const HOURS = 1e9

/** Everything to be said of a scenario; of a trace only what does not depend on its contacts. */
export function adviceOn(scenario: Scenario): Advice[] {
  const reach = reachOf(scenario)
  return [
    ...reach.flatMap((each) => [...unserved(each), ...unattended(scenario, each)]),
    ...(reach.length === 0 ? [] : idleGroups(scenario, reach)),
    ...(scenario.trace === null ? missingSkills(scenario) : []),
    ...(reach.length === 0 ? [] : hoursAdvice(scenario, reach)),
    ...overload(scenario, reach),
    ...impatience(scenario),
    ...callAdvice(scenario),
    ...idleHours(scenario).map(({ name, ...told }) => ({ about: `agents.${name}`, ...told, isGrave: false })),
    ...idleStretches(scenario).map((about) => ({
      about,
      message: 'lies before the scenario begins or after it ends, and changes nothing',
      hint: 'see `from` and `until`',
      isGrave: false,
    })),
    ...leftOut(scenario),
    ...length(scenario),
  ]
}

/** Contacts that are stated, but for a time that is not simulated. */
function leftOut({ demand, scale }: Scenario): Advice[] {
  return demand.flatMap(({ queue, leftOut: stated }) => {
    const contacts = stated * scale
    return contacts < ROUNDING
      ? []
      : [
          {
            about: `demand.${queue}`,
            message: `about ${contacts.toFixed(contacts < 10 ? 1 : 0)} contacts lie before \`from\` or after \`until\` and do not come`,
            hint: 'let the scenario begin and end with its numbers',
            isGrave: true,
          },
        ]
  })
}

function unserved({ queue, lost, example }: Reach): Advice[] {
  if (lost === 0) return []
  const share = lost > 0.9995 ? 'all contacts' : `${(lost * 100).toFixed(1)} % of the contacts`
  return [
    {
      about: `demand.${queue}`,
      message: `${share} can be served by nobody`,
      hint: example,
      isGrave: true,
    },
  ]
}

/** Times at which contacts come and nobody who could serve them is at work. */
function unattended(scenario: Scenario, { queue, groups }: Reach): Advice[] {
  if (groups.length === 0) return []
  const demand = scenario.demand.find((each) => each.queue === queue)!
  const able = groups.map((group) => scenario.groups[group]!)
  const endMs = scenario.fromMs + LOOK_AHEAD_MS
  const edges = able.flatMap(({ shifts, staffing }) => [
    ...shifts.flatMap(({ fromMs, toMs }) => [fromMs, toMs ?? Infinity]),
    ...staffing.map(({ atMs }) => atMs),
  ])
  const near = [...new Set(edges)].filter((atMs) => atMs < endMs)
  const gaps: { fromMs: number; toMs: number }[] = []
  for (const piece of withinHours(demand.pieces, hoursOf(scenario.policy.normal, queue))) {
    if (piece.perHour * scenario.scale === 0 || piece.fromMs >= endMs) continue
    const within = near.filter((atMs) => atMs > piece.fromMs && atMs < piece.toMs)
    const starts = [...new Set([piece.fromMs, ...within])].sort((a, b) => a - b)
    starts.forEach((fromMs, i) => {
      if (able.some((group) => atWork(group, fromMs) > 0)) return
      const toMs = starts[i + 1] ?? piece.toMs
      if (gaps.at(-1)?.toMs === fromMs) gaps.at(-1)!.toMs = toMs
      else gaps.push({ fromMs, toMs })
    })
  }
  const [first] = gaps
  if (first === undefined) return []
  const more = gaps.length > 1 ? ` (one of ${gaps.length} such times)` : ''
  return [
    {
      about: `demand.${queue}`,
      message: `contacts come from ${instantText(first.fromMs)} until ${instantText(first.toMs)}, when nobody who may serve them is at work${more}`,
      hint: 'compare the shifts with the demand',
      isGrave: true,
    },
  ]
}

function idleGroups({ groups }: Scenario, reach: readonly Reach[]): Advice[] {
  return groups.flatMap(({ name, agents }, index) =>
    agents.length === 0 || reach.some((each) => each.groups.includes(index))
      ? []
      : [
          {
            about: `agents.${name}`,
            message: 'may serve none of the contacts that come',
            hint: 'see queues, channels, skills and region',
            isGrave: false,
          },
        ],
  )
}

/** Skills of the policy that nobody has, so that whatever prefers, requires or rewards them does nothing. */
function missingSkills({ groups, policy }: Scenario): Advice[] {
  return policy.normal.skills.flatMap((skill) =>
    groups.some(({ skills }) => (skills[skill] ?? 0) > 0)
      ? []
      : [
          {
            about: `policy.skills.${skill}`,
            message: 'nobody has this skill',
            hint: 'give it to agents, or leave it out',
            isGrave: false,
          },
        ],
  )
}

/** Intervals in which more work comes than the agents at work can do, in all or in one queue. */
function overload(scenario: Scenario, reach: readonly Reach[]): Advice[] {
  if (reach.length === 0) return []
  const every = [...new Set(reach.flatMap(({ groups }) => groups))]
  const whole = overloaded(scenario, reach, every)
  if (whole !== null) return [{ about: 'agents', ...whole, isGrave: false }]
  return reach.flatMap((each) => {
    const found = overloaded(scenario, [each], each.groups)
    return found === null ? [] : [{ about: `demand.${each.queue}`, ...found, isGrave: false }]
  })
}

function overloaded(scenario: Scenario, reach: readonly Reach[], able: readonly number[]) {
  const parts = reach
    .filter(({ groups }) => groups.length > 0)
    .map(({ queue, groups }) => {
      const demand = scenario.demand.find((each) => each.queue === queue)!
      const times = scenario.queues.find((each) => each.queue === queue)!
      const means = averages(
        scenario,
        demand,
        times,
        groups.map((group) => scenario.groups[group]!),
      )
      const perContactMs = (means.serviceMs / means.places) * (1 - containedShare(scenario, demand))
      const hours = hoursOf(scenario.policy.normal, queue)
      const rate = new MeanRate(demand, scenario.scale, scenario.volume, hours)
      return { rate, perContactMs, patienceMs: means.patienceMs }
    })
  const spans = intervalsOf({ ...scenario, warmUpMs: 0 }, undefined)
  let worst = { over: 0, text: '' }
  let count = 0
  for (let index = 0; index < spans.count; index++) {
    let isOver = false
    const days = spans.occurrences(index)
    days.slice(0, LOOK_AHEAD_DAYS).forEach((span, day) => {
      const load = parts.reduce(
        (sum, { rate, perContactMs }) => sum + (rate.perHour(span) * perContactMs) / 3_600_000,
        0,
      )
      const agents = able.reduce(
        (sum, group) => sum + meanAtWork(scenario.groups[group]!, span.fromMs, span.toMs),
        0,
      )
      if (load <= agents + ROUNDING) return
      isOver = true
      if (load - agents <= worst.over) return
      const text = `${load.toFixed(1)} agents' work for ${agents.toFixed(1)} at work`
      const when = `from ${spans.label(index)}${days.length > 1 ? ` on day ${day + 1}` : ''}`
      worst = { over: load - agents, text: spans.count > 1 ? `${when} ${text}` : text }
    })
    if (isOver) count++
  }
  if (count === 0) return null
  const where = spans.count > 1 ? `in ${count} of ${spans.count} intervals ` : ''
  const isPatient = parts.some(({ patienceMs }) => patienceMs === Infinity)
  return {
    message: `${where}more work comes than can be done: ${spans.count > 1 ? 'most ' : ''}${worst.text}`,
    hint: isPatient ? 'nobody hangs up, so the line only grows' : 'customers will hang up',
  }
}

/** Share of the contacts that the bot is expected to solve. */
function containedShare({ bot }: Scenario, { issue }: Demand): number {
  if (bot === null) return 0
  return sharesOf(issue).reduce((sum, [name, share]) => {
    const known = name !== null && Object.hasOwn(bot.containment, name)
    return sum + share * (known ? bot.containment[name]! : bot.other)
  }, 0)
}

function impatience({ offers, queues, demand, policy }: Scenario): Advice[] {
  if (offers === null) return []
  const askedMs = meanMs(offers.acceptAfter)
  const { ringMs } = policy.normal.offer
  const late: Advice[] =
    askedMs < ringMs
      ? []
      : [
          {
            about: 'offers.acceptAfter',
            message: `agents take ${timeText(askedMs)} on average to accept an offer, which expires after ${timeText(ringMs)}`,
            hint: 'see policy.offer.ringMs',
            isGrave: false,
          },
        ]
  const impatient = demand.flatMap(({ queue }) => {
    const { patience } = queues.find((each) => each.queue === queue)!
    const shortestMs = Math.min(...patience.map(({ distribution }) => meanMs(distribution)))
    if (shortestMs >= askedMs) return []
    return [
      {
        about: `demand.${queue}`,
        message: `customers wait ${timeText(shortestMs)} on average, less than the ${timeText(askedMs)} in which an agent accepts an offer`,
        hint: 'see patience and offers.acceptAfter',
        isGrave: false,
      },
    ]
  })
  return [...late, ...impatient]
}

function length({ demand, scale }: Scenario): Advice[] {
  const contacts = demand.reduce(
    (sum, { pieces }) =>
      sum +
      pieces.reduce((some, each) => some + (each.perHour * scale * (each.toMs - each.fromMs)) / 3_600_000, 0),
    0,
  )
  if (contacts === 0 && demand.length > 0) {
    return [
      { about: 'demand', message: 'nobody calls', hint: 'all rates are 0; see also scale', isGrave: true },
    ]
  }
  if (contacts <= MANY) return []
  const millions = (contacts / 1e6).toFixed(0)
  return [
    {
      about: 'demand',
      message: `a run has about ${millions} million contacts`,
      hint: `that takes ${contacts > HOURS ? 'hours' : 'minutes'}; a shorter day with more replications tells as much`,
      isGrave: true,
    },
  ]
}

function atWork({ agents, shifts, staffing }: AgentGroup, atMs: number): number {
  if (staffing.length > 0) return staffing.findLast((change) => change.atMs <= atMs)?.count ?? 0
  const isThere = shifts.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < (toMs ?? Infinity))
  return isThere ? agents.length : 0
}

/** Agents of a group at work, on average from one instant to another. */
function meanAtWork({ agents, shifts, staffing }: AgentGroup, fromMs: number, toMs: number): number {
  const overlap = (startMs: number, endMs: number): number =>
    Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs))
  const ofShifts = shifts.reduce((sum, shift) => sum + overlap(shift.fromMs, shift.toMs ?? Infinity), 0)
  const ofStaffing = staffing.reduce(
    (sum, { atMs, count }, i) => sum + count * overlap(atMs, staffing[i + 1]?.atMs ?? Infinity),
    0,
  )
  return (ofShifts * agents.length + ofStaffing) / (toMs - fromMs)
}
