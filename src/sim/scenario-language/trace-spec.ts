/**
 * Recorded contacts and hours as input, as a planner writes it: which column of a CSV file says what.
 */
import type { SkillLevels } from '../../engine/policy/policy-spec.js'

/** Recorded contacts instead of drawn ones: which column of the file says what. */
export interface TraceSpec {
  /** Default: the file named on the command line. Relative to the scenario. */
  readonly file?: string
  /** Unit of plain numbers in time columns. Default s. */
  readonly unit?: 'ms' | 's' | 'min'
  readonly columns: {
    /** `2026-11-30`: days are numbered from the earliest. Without it all contacts are of one day. */
    readonly date?: string
    /** Since midnight: a number or hh:mm:ss. */
    readonly time: string
    readonly queue?: string
    readonly channel?: string
    readonly tier?: string
    readonly issue?: string
    readonly region?: string
    readonly emotion?: string
    readonly outcome?: string
    readonly wait?: string
    readonly service?: string
    readonly agent?: string
  }
  /** By column: what stands in the file to what it means here. A value that is not listed means itself. */
  readonly values?: {
    readonly queue?: { readonly [recorded: string]: string }
    readonly channel?: { readonly [recorded: string]: string }
    readonly tier?: { readonly [recorded: string]: string }
    readonly issue?: { readonly [recorded: string]: string }
    readonly region?: { readonly [recorded: string]: string }
    /** To `answered`, `abandoned` or `ignored` (the row is left out). */
    readonly outcome?: { readonly [recorded: string]: string }
  }
  readonly sessions?: {
    readonly file?: string
    readonly columns: {
      readonly date?: string
      readonly agent: string
      readonly from: string
      readonly to: string
    }
    /** Queues of a recorded agent: those in which it `served` somebody in the trace, or `all`. Default `served`. */
    readonly queues?: 'served' | 'all'
    /** Skills of every recorded agent. */
    readonly skills?: SkillLevels<string>
  }
}
