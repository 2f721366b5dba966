/**
 * The naive twin of `PromiseClocks` (with `Hours`): it goes through the whole history, millisecond by millisecond, and counts
 * how long each clock has run. What is due at an instant fires before what is done at it.
 */
import type { CalendarData } from '../../../src/sla/calendar.js'
import type { PromiseTerms, StageName } from '../../../src/sla/promise.js'

export interface PromiseModel extends PromiseTerms {
  /** Which of the hours it runs on; `null`: wall time. */
  readonly hours: number | null
}

export type Action =
  | { readonly what: 'start'; readonly timer: number; readonly promise: number }
  | { readonly what: 'pause' | 'resume' | 'stop'; readonly timer: number }
  /** Other hours from now on. */
  | { readonly what: 'hours'; readonly index: number; readonly hours: CalendarData }
  | { readonly what: 'look' }

export interface Fired {
  readonly atMs: number
  readonly timer: number
  readonly stage: StageName
}

/** What becomes of a clock that is stopped: the time it took, or `null` when the promise was broken before. */
export interface Stopped {
  readonly atMs: number
  readonly timer: number
  readonly tookMs: number | null
}

interface Running {
  readonly terms: PromiseModel
  ranMs: number
  paused: boolean
  /** Order of arming. */
  order: number
  isBroken: boolean
}

/** Open: within a stretch, or outside what is known. */
export function isOpen({ fromMs, toMs, opensAtMs, closesAtMs }: CalendarData, atMs: number): boolean {
  if (atMs < fromMs || atMs >= toMs) return true
  return opensAtMs.some((opens, i) => opens <= atMs && atMs < closesAtMs[i]!)
}

/** The stages that are due after so much running time: a repeated one again and again. */
function dueAfter({ stages, repeatMs }: PromiseTerms, ranMs: number): StageName | undefined {
  const stage = stages.find(({ afterMs }) => afterMs === ranMs)
  if (stage) return stage.stage
  const last = stages.at(-1)!
  const beyondMs = ranMs - last.afterMs
  return repeatMs !== null && beyondMs > 0 && beyondMs % repeatMs === 0 ? last.stage : undefined
}

/** Everything that fires and ends up to `untilMs`, when `actions[i]` is done at `instants[i]`, ascending. */
export function history(
  promises: readonly PromiseModel[],
  hours: readonly CalendarData[],
  script: readonly (readonly [atMs: number, action: Action])[],
  untilMs: number,
): (Fired | Stopped)[] {
  const open = [...hours]
  const clocks = new Map<number, Running>()
  const told: (Fired | Stopped)[] = []
  let order = 0
  let next = 0
  const runs = ({ terms, paused }: Running, atMs: number): boolean =>
    !paused && (terms.hours === null || isOpen(open[terms.hours]!, atMs))
  for (let atMs = 0; atMs <= untilMs; atMs++) {
    const due = [...clocks].filter(([, clock]) => runs(clock, atMs - 1) && dueAfter(clock.terms, clock.ranMs))
    for (const [timer, clock] of due.toSorted(([, a], [, b]) => a.order - b.order)) {
      const stage = dueAfter(clock.terms, clock.ranMs)!
      told.push({ atMs, timer, stage })
      if (stage === 'breach') clock.isBroken = true
      clock.order = ++order
    }
    for (; script[next]?.[0] === atMs; next++) {
      const action = script[next]![1]
      if (action.what === 'hours') open[action.index] = action.hours
      if (action.what === 'hours' || action.what === 'look') continue
      const clock = clocks.get(action.timer)
      if (action.what === 'start') {
        const terms = promises[action.promise]!
        clocks.set(action.timer, { terms, ranMs: 0, paused: false, order: ++order, isBroken: false })
      } else if (action.what === 'stop' && clock) {
        told.push({ atMs, timer: action.timer, tookMs: clock.isBroken ? null : clock.ranMs })
        clocks.delete(action.timer)
      } else if (action.what === 'resume' && clock?.paused === true) {
        clock.paused = false
        clock.order = ++order
      } else if (action.what === 'pause' && clock) {
        clock.paused = true
      }
    }
    for (const clock of clocks.values()) if (runs(clock, atMs)) clock.ranMs += 1
  }
  return told
}
