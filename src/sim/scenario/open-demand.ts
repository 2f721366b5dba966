/**
 * Which part of the demand comes while its queue is open.
 * **cost** O(pieces + stretches of the calendar); allocates the parts.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { CalendarData } from '../../sla/calendar.js'

/** When a queue is open; `null`: always. */
export function hoursOf({ queues, calendars }: NormalPolicy, queue: string): CalendarData | null {
  const hours = queues.find(({ name }) => name === queue)?.hours ?? null
  return calendars.find(({ name }) => name === hours)?.data ?? null
}

/** The parts of some stretches, ascending and apart, that lie in open hours; the stretches themselves where it is always open. */
export function withinHours<Stretch extends { readonly fromMs: number; readonly toMs: number }>(
  stretches: readonly Stretch[],
  hours: CalendarData | null,
): readonly Stretch[] {
  if (hours === null) return stretches
  const { opensAtMs, closesAtMs } = hours
  const parts: Stretch[] = []
  let first = 0
  for (const stretch of stretches) {
    while (first < opensAtMs.length && closesAtMs[first]! <= stretch.fromMs) first++
    for (let open = first; open < opensAtMs.length && opensAtMs[open]! < stretch.toMs; open++) {
      const fromMs = Math.max(stretch.fromMs, opensAtMs[open]!)
      const toMs = Math.min(stretch.toMs, closesAtMs[open]!)
      parts.push({ ...stretch, fromMs, toMs })
    }
  }
  return parts
}
