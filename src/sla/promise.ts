/**
 * What is promised, and the arithmetic of a clock that keeps it. A promise is a ladder of stages, each at so much running
 * time; a clock stands before one of them, and knows either when that is due (it runs) or how much is still to run (it
 * is paused). Idea: only the way to the next stage is kept, so pausing any number of times adds up by itself, and
 * nothing is counted from the start. Running time is wall time, or the open time of some hours.
 * **cost** O(1) on wall time, O(log stretches) on hours; allocates never.
 * **order** a stage is due at the earliest instant at which its running time is over.
 */
import type { Hours } from './hours.js'

export type StageName = 'warn' | 'breach' | 'escalate'

/** One rung of the ladder. */
export interface Stage {
  readonly stage: StageName
  /** Running time since the clock started, more than the stage before it. In whole milliseconds, 1..2^42. */
  readonly afterMs: number
}

export interface PromiseTerms {
  /** Ascending; at least one, exactly one of them the breach. */
  readonly stages: readonly Stage[]
  /** After the last stage it comes again each time so much has run, as long as the clock lives; `null`: it comes once. */
  readonly repeatMs: number | null
}

/**
 * Running time from the stage before `stage` (or from the start) to it. `stages.length` stands for the last stage coming
 * again; Infinity beyond what there is.
 */
export function stepMs({ stages, repeatMs }: PromiseTerms, stage: number): number {
  if (stage >= stages.length) return repeatMs ?? Infinity
  return stage === 0 ? stages[0]!.afterMs : stages[stage]!.afterMs - stages[stage - 1]!.afterMs
}

/** The stage to stand before once `stage` has fired: `stages.length` when only the last one may come again, or none. */
export function nextStage({ stages }: PromiseTerms, stage: number): number {
  return Math.min(stage + 1, stages.length)
}

/** The stage that a clock before `stage` fires: the last one, when it comes again. */
export function stageAt({ stages }: PromiseTerms, stage: number): number {
  return Math.min(stage, stages.length - 1)
}

/** Whether a clock that stands before `stage` is still within its promise: the breach has not fired. */
export function isKept({ stages }: PromiseTerms, stage: number): boolean {
  for (let fired = Math.min(stage, stages.length) - 1; fired >= 0; fired--) {
    if (stages[fired]!.stage === 'breach') return false
  }
  return true
}

/** Running time since the start of a clock that stands before `stage`, not a repeated one, with `leftMs` to go. */
export function ranMs({ stages }: PromiseTerms, stage: number, leftMs: number): number {
  return stages[stage]!.afterMs - leftMs
}

/** When a clock with `leftMs` still to run, more than 0, is due if it runs from `atMs` on. */
export function dueAfter(hours: Hours | undefined, atMs: number, leftMs: number): number {
  return hours === undefined ? atMs + leftMs : hours.after(atMs, leftMs)
}

/** How much is still to run at `atMs` of a running clock that is due at `dueAtMs`, later. */
export function leftUntil(hours: Hours | undefined, atMs: number, dueAtMs: number): number {
  return hours === undefined ? dueAtMs - atMs : hours.between(atMs, dueAtMs)
}
