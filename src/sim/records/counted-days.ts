/**
 * The days of a table of counts, held against each other: which begin later or end earlier than most, and which have no rows.
 * Such a day may be a Sunday or a hole in an export, so it is told and not refused.
 * **cost** O(rows); allocates. **order** of the days.
 */
import { clockText } from '../scenario-language/duration.js'
import { DAY_MS, dateText } from '../scenario-language/recorded-time.js'

/** Days named; the others are counted. */
const MOST_NAMED = 5

/** Of one day, from its midnight. */
interface Hours {
  readonly fromMs: number
  toMs: number
}

/** What is to be told of the days, as one text or none. `starts`: of the rows, ascending, from midnight of `firstDay` on. */
export function incompleteDays(starts: readonly number[], lengthMs: number, firstDay: number): string[] {
  const days = new Map<number, Hours>()
  for (const at of starts) {
    const day = Math.floor(at / DAY_MS)
    const within = at - day * DAY_MS
    const known = days.get(day)
    if (known === undefined) days.set(day, { fromMs: within, toMs: within + lengthMs })
    else known.toMs = within + lengthMs
  }
  const usual = mostCommon([...days.values()])
  const odd: string[] = []
  const last = Math.max(...days.keys())
  for (let day = 0; day <= last; day++) {
    const hours = days.get(day)
    const name = dateText(firstDay + day)
    if (hours === undefined) odd.push(`${name} (none)`)
    else if (hours.fromMs > usual.fromMs || hours.toMs < usual.toMs) {
      odd.push(`${name} (${hoursText(hours)})`)
    }
  }
  if (odd.length === 0) return []
  const more = odd.length > MOST_NAMED ? `, and ${odd.length - MOST_NAMED} more days` : ''
  return [
    `most days have rows from ${hoursText(usual)}, but not ${odd.slice(0, MOST_NAMED).join(', ')}${more} (read as nobody calling; rows with 0 say so)`,
  ]
}

function hoursText({ fromMs, toMs }: Hours): string {
  return `${clockText(fromMs)} to ${clockText(toMs)}`
}

/** Of equally many the first. */
function mostCommon(all: readonly Hours[]): Hours {
  const times = new Map<string, number>()
  for (const each of all) times.set(hoursText(each), (times.get(hoursText(each)) ?? 0) + 1)
  return all.reduce((best, each) => (times.get(hoursText(each))! > times.get(hoursText(best))! ? each : best))
}
