/**
 * What customers are worth, as a planner writes it: how lately, how often and for how much each has bought, and so which tier.
 * Exactly one of `file`, `customers` and `tiers`.
 */
import type { RfmCuts, RfmRule } from '../../routing/rfm.js'

/** Some customers alike. */
export interface CustomerSpec {
  /** Days since the last purchase; `never` bought. */
  readonly days: number | 'never'
  /** In the period looked at. */
  readonly purchases: number
  readonly spend: number
  /** How often they contact, beside the others. Default 1. */
  readonly contacts?: number
}

export interface RfmSpec {
  /** A CSV file with a row for each customer. */
  readonly file?: string
  /** Its columns. Default: `days`, `purchases`, `spend`; all contact as often. */
  readonly columns?: {
    readonly days?: string
    readonly purchases?: string
    readonly spend?: string
    readonly contacts?: string
  }
  readonly customers?: readonly CustomerSpec[]
  /** What a file comes to: contacts by tier; put in its place by whoever reads the scenario's file. */
  readonly tiers?: { readonly [tier: string]: number }
  /** Default: fitted to the customers, as fifths of those who have bought. */
  readonly cuts?: RfmCuts
  /** Default: those of the library. */
  readonly rules?: readonly RfmRule[]
}
