/**
 * The bot of a run: which contacts it takes up, which of those it solves and which it hands over, and when.
 * **cost** O(1); allocates never after the start.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { type ContactColumns, HANDS_OVER, NO_BOT, SOLVES, TRIES } from '../run/contact-columns.js'
import { type Quantile, quantileOf } from '../chance/distributions.js'
import type { Bot } from '../scenario/scenario.js'

/** What {@link BotShift.meet} says of a contact that the bot leaves alone. */
export const LEFT_ALONE = -1

export class BotShift {
  private readonly contacts: ContactColumns
  /** Share it solves, by issue + 1. */
  private readonly containment: Float64Array
  private readonly delay: Quantile
  private readonly handOver: Quantile | null

  constructor(bot: Bot, policy: NormalPolicy, contacts: ContactColumns) {
    const shares = policy.issues.map(({ name }) =>
      Object.hasOwn(bot.containment, name) ? bot.containment[name]! : bot.other,
    )
    this.contacts = contacts
    this.containment = Float64Array.from([bot.other, ...shares])
    this.delay = quantileOf(bot.delay)
    this.handOver = bot.handOver === null ? null : quantileOf(bot.handOver.after)
  }

  /**
   * The bot meets a waiting contact: when it will be through with it, Infinity if the customer gives up before, LEFT_ALONE for
   * what it does not take up, or has met before. Without hand-over it takes up what it will solve in time, else everything.
   */
  meet(slot: number, nowMs: number): number {
    const { contacts, handOver } = this
    const patienceEndsAtMs = contacts.patienceEndsAtMs[slot]!
    if (contacts.byBot[slot] !== NO_BOT || patienceEndsAtMs <= nowMs) return LEFT_ALONE
    const canSolve = contacts.botUniform[slot]! < this.containment[contacts.issue[slot]! + 1]!
    const after = canSolve ? this.delay : handOver
    const throughAtMs = after === null ? Infinity : nowMs + Math.round(after(contacts.botDelayUniform[slot]!))
    const isThrough = throughAtMs < patienceEndsAtMs
    if (!isThrough && handOver === null) return LEFT_ALONE
    contacts.byBot[slot] = !isThrough ? TRIES : canSolve ? SOLVES : HANDS_OVER
    return isThrough ? throughAtMs : Infinity
  }
}
