/**
 * Stretches that come to nothing: shifts, surges and outages while nothing is simulated, breaks while nobody is at work or of
 * whole shifts, shifts within outages.
 * **cost** O(groups x (breaks + outages) x shifts); allocates the list. **order** groups, shifts before breaks; then surges and outages.
 */
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { clockText } from '../scenario-language/duration.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'

interface Stretch {
  readonly fromMs: number
  readonly toMs: number | null
}

/** What is said of each group, with its name. */
export function idleHours({
  groups,
  fromMs,
  untilMs,
  outages,
}: Scenario): { name: string; message: string; hint: string }[] {
  const open = { fromMs, toMs: untilMs }
  const certain = outages.filter(({ chance, lastsMs }) => chance === 1 && lastsMs === null)
  return groups.flatMap(({ name, agents, shifts, staffing, breaks }) => {
    if (agents.length === 0 || staffing.length > 0) return []
    if (shifts.length === 0)
      return [{ name, message: 'have no shift, so they never come', hint: 'see shifts' }]
    if (!shifts.some((shift) => meet(shift, open))) {
      const hint = 'compare their shifts with `from` and `until`; after midnight hours go on, as in 25:00'
      return [{ name, message: 'are at work only before the scenario begins or after it ends', hint }]
    }
    const seen = shifts.filter((shift) => meet(shift, open))
    if (seen.every((shift) => breaks.some((each) => each.turns === 1 && covers(each, shift, untilMs)))) {
      const hint = 'let breaks be shorter than shifts, or taken in turns'
      return [{ name, message: 'are on a break for the whole of every shift, so they serve nobody', hint }]
    }
    const down = certain.filter((outage) => outage.groups === null || outage.groups.includes(name))
    if (
      seen.every((shift) =>
        down.some(({ stretches }) => stretches.some((each) => covers(each, shift, untilMs))),
      )
    ) {
      const hint = 'an outage without `lasts` takes all of its time, on each day'
      return [{ name, message: 'are down for the whole of every shift, so they serve nobody', hint }]
    }
    return pointless(breaks, shifts).map((from) => ({
      name,
      message: `have a break at ${from}, when none of them is at work`,
      hint: 'compare breaks with shifts; after midnight hours go on, as in 25:00',
    }))
  })
}

/** Surges and outages, by their path, that lie before the scenario begins or after it ends. */
export function idleStretches({ fromMs, untilMs, volume, demand, outages }: Scenario): string[] {
  const open = { fromMs, toMs: untilMs }
  const idle = (path: string, all: readonly (readonly Stretch[])[]): string[] =>
    all.flatMap((each, i) => (each.some((stretch) => meet(stretch, open)) ? [] : [`${path}[${i}]`]))
  return [
    ...idle('surges', volume.surges),
    ...demand.flatMap((each) => idle(`demand.${each.queue}.surges`, each.volume.surges)),
    ...idle(
      'outages',
      outages.map(({ stretches }) => stretches),
    ),
  ]
}

/** Starts of the breaks that fall into no shift on any day. */
function pointless(breaks: AgentGroup['breaks'], shifts: AgentGroup['shifts']): string[] {
  const clocks = breaks.map((each) => clockText(each.fromMs % DAY_MS))
  const taken = new Set(clocks.filter((_, i) => shifts.some((shift) => meet(breaks[i]!, shift))))
  return [...new Set(clocks)].filter((clock) => !taken.has(clock))
}

/** Whether the whole of the other lies within the one, as far as the scenario goes. */
function covers(one: Stretch, other: Stretch, untilMs: number | null): boolean {
  const endMs = Math.min(other.toMs ?? Infinity, untilMs ?? Infinity)
  return one.fromMs <= other.fromMs && endMs <= (one.toMs ?? Infinity)
}

function meet(one: Stretch, other: Stretch): boolean {
  return one.fromMs < (other.toMs ?? Infinity) && other.fromMs < (one.toMs ?? Infinity)
}
