/**
 * Which part of the demand comes while its queue is open.
 * **cost** O(pieces + stretches of the calendar); allocates the parts.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { CalendarData } from '../../sla/calendar.js'
import type { Demand } from './demand.js'
import type { Scenario } from './scenario.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { meanPieces } from './volume.js'

const HOUR_MS = 3_600_000

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

/** The contacts of a queue that come while it is closed, on average: as a share of all, and a day. Not for a trace. */
export function closedDemand(
  { policy, scale, volume, fromMs, untilMs }: Scenario,
  { queue, pieces, volume: own }: Demand,
): { readonly share: number; readonly aDay: number } {
  const hours = hoursOf(policy.normal, queue)
  const all = meanPieces(pieces, [volume, own])
  const total = contactsOf(all) * scale
  const closed = total - contactsOf(withinHours(all, hours)) * scale
  // What rounding leaves is nobody.
  if (hours === null || total === 0 || closed < 1e-6 * total) return { share: 0, aDay: 0 }
  const days = Math.max(1, Math.ceil((untilMs! - fromMs) / DAY_MS))
  return { share: closed / total, aDay: closed / days }
}

function contactsOf(pieces: Demand['pieces']): number {
  return pieces.reduce((sum, { fromMs, toMs, perHour }) => sum + (perHour * (toMs - fromMs)) / HOUR_MS, 0)
}
