/**
 * Which hours the charts of a day show, and how their axis is marked: those in which anybody calls, waits or works, with an
 * interval more on either side; a long stretch of nothing between them is cut out.
 * Idea: a chart of an office that is open for twelve hours shows these twelve, whatever the scenario spans.
 * **cost** O(intervals x scenarios); allocates the axis. **order** of time.
 */
import type { EstimateRow } from '../../sim/study/replicate.js'

/** One place of an axis: an interval, or where something was cut out. */
export interface AxisMark {
  /** As in the tables: the start of the interval; '' for a cut. */
  readonly label: string
  /** What stands at the axis: the time of day. */
  readonly tick: string
  /** `day 2` at the first interval of each day where there are several; else ''. */
  readonly day: string
  readonly isCut: boolean
}

/** Intervals of nothing that are left on either side. */
const MARGIN = 1

/** What goes on in an interval, whatever comes of it. */
const SIGNS_OF_LIFE = ['offered', 'closed', 'queueLength', 'agents', 'overtimeHours'] as const

/** The axis for the intervals of one or several scenarios; empty where nothing ever happens, or a scenario has none. */
export function timeAxis(reports: readonly (readonly EstimateRow[])[]): AxisMark[] {
  const names = [...new Set(reports.flatMap((rows) => rows.map(({ name }) => name)))]
  names.sort((a, b) => hourOf(a) - hourOf(b) || (a < b ? -1 : 1))
  const lively = new Set(reports.flatMap((rows) => rows.filter(isLively).map(({ name }) => name)))
  if (lively.size === 0) return []
  const isNear = (index: number): boolean =>
    names.slice(Math.max(0, index - MARGIN), index + MARGIN + 1).some((name) => lively.has(name))
  const marks: AxisMark[] = []
  let isCut = false
  let day = ''
  const isOneDay = names.every((name) => dayOf(name) === dayOf(names[0]!))
  names.forEach((name, index) => {
    // A single one is not worth a cut, which is as wide.
    const isShown = isNear(index) || (marks.length > 0 && isNear(index - 1) && isNear(index + 1))
    if (!isShown) {
      isCut = marks.length > 0
      return
    }
    if (isCut) marks.push({ label: '', tick: '', day: '', isCut: true })
    isCut = false
    const own = isOneDay ? '' : `day ${dayOf(name)}`
    marks.push({ label: name, tick: ofDay(name), day: own === day ? '' : own, isCut: false })
    day = own
  })
  return marks
}

/** Whether the axis leaves out any of the intervals. */
export function isCropped(axis: readonly AxisMark[], rows: readonly EstimateRow[]): boolean {
  return axis.filter(({ isCut }) => !isCut).length < rows.length
}

/**
 * At which places the time is written: about so many, evenly from each cut on, and not too near to the next; of several days at
 * the same times of each.
 */
export function toldTicks(axis: readonly AxisMark[], most: number): boolean[] {
  const least = Math.max(1, Math.ceil(axis.length / most))
  const aDay = intervalsADay(axis)
  const step = aDay === null ? least : sameEachDay(least, aDay)
  let start = 0
  return axis.map((mark, index) => {
    if (mark.isCut) {
      start = index + 1
      return false
    }
    if ((index - start) % step !== 0) return false
    const next = axis.findIndex((each, at) => at > index && each.isCut)
    return index === start || next < 0 || next - index >= step
  })
}

/** How many intervals a day has; `null` where there is one day, or none of the intervals tile it. */
function intervalsADay(axis: readonly AxisMark[]): number | null {
  if (axis.filter(({ day }) => day !== '').length < 2) return null
  const next = axis.findIndex(({ isCut }, i) => i > 0 && !isCut && !axis[i - 1]!.isCut)
  if (next < 0) return null
  const count = 24 / (timeOf(axis[next]!.label) - timeOf(axis[next - 1]!.label))
  return Math.abs(count - Math.round(count)) < 1e-6 ? Math.round(count) : null
}

/** The smallest number of intervals, at least so many, after which times come again: parts of a day, or whole days. */
function sameEachDay(least: number, aDay: number): number {
  for (let step = least; step <= aDay; step++) if (aDay % step === 0) return step
  return Math.ceil(least / aDay) * aDay
}

/** Hours since midnight of the first day. */
function timeOf(label: string): number {
  const [hours, minutes, seconds = 0] = label.split(':').map(Number)
  return hours! + minutes! / 60 + seconds / 3_600
}

function isLively({ estimates }: EstimateRow): boolean {
  return SIGNS_OF_LIFE.some((name) => (estimates[name]?.numerator ?? 0) > 0)
}

function hourOf(name: string): number {
  return Number(name.slice(0, name.indexOf(':')))
}

function dayOf(name: string): number {
  return Math.floor(hourOf(name) / 24) + 1
}

function ofDay(name: string): string {
  return `${String(hourOf(name) % 24).padStart(2, '0')}${name.slice(name.indexOf(':'))}`
}
