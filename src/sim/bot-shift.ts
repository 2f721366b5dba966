/**
 * The bot of a run: which contacts it can solve, and how long that takes.
 * **cost** O(1); allocates never after the start.
 */
import type { NormalPolicy } from '../engine/normal-policy.js'
import { type Quantile, quantileOf } from './distributions.js'
import type { Bot } from './scenario.js'

export class BotShift {
  /** Share it solves, by issue + 1. */
  private readonly containment: Float64Array
  private readonly delay: Quantile

  constructor(bot: Bot, policy: NormalPolicy) {
    const shares = policy.issues.map(({ name }) =>
      Object.hasOwn(bot.containment, name) ? bot.containment[name]! : bot.other,
    )
    this.containment = Float64Array.from([bot.other, ...shares])
    this.delay = quantileOf(bot.delay)
  }

  /** Milliseconds until a contact of this issue (-1: none) is solved, by one uniform for whether and one for when; Infinity: never. */
  solvesAfterMs(issue: number, whether: number, when: number): number {
    return whether < this.containment[issue + 1]! ? Math.round(this.delay(when)) : Infinity
  }
}
