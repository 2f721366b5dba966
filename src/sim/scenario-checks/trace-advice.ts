/**
 * What is sound in a recorded trace, but hardly meant beside the scenario's agents: days for which nobody comes to work.
 * Idea: no shift repeats beside a trace, so shifts written for one day leave the later days to nobody.
 * **cost** O(groups + sessions + contacts); allocates the line.
 */
import type { Trace } from '../records/trace.js'
import { instantText } from '../scenario-language/duration.js'
import type { Scenario } from '../scenario/scenario.js'

/** A line where contacts come after the last agent has gone for good; none otherwise. */
export function traceAdvice({ groups }: Scenario, { atMs, sessions }: Trace): string[] {
  const ends = groups.flatMap(({ shifts, staffing }) => {
    const last = staffing.at(-1)
    const ofStaffing = last === undefined ? [] : [last.count > 0 ? Infinity : last.atMs]
    return [...shifts.map(({ toMs }) => toMs ?? Infinity), ...ofStaffing]
  })
  const lastMs = [...ends, ...sessions.map(({ toMs }) => toMs)].reduce(
    (most, each) => Math.max(most, each),
    0,
  )
  const late = atMs.reduce((count, each) => count + (each >= lastMs ? 1 : 0), 0)
  if (late === 0) return []
  return [
    `trace: ${late} of ${atMs.length} contacts come after the last agent has gone, at ${instantText(lastMs)} (no shift repeats: the second day is from 24:00 on, as in shifts: [{ from: 32:00, to: 40:00 }])`,
  ]
}
