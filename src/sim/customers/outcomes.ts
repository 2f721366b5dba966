/**
 * What becomes of customers in a run: who turns away, who calls again, whose issue is resolved, who is satisfied.
 * Idea: each customer carries one uniform for each of these questions from the first call on, and further luck is a hash
 * of it (luck.ts): the answers are the customer's own, whatever the policy does to others.
 * Satisfaction is a probability and is counted as one, which needs no luck and has less noise.
 * **cost** O(1) a contact; allocates on growth, and a little for each customer who comes again.
 * Source of the default cuts: the users' own figures. A wait over 3 min costs 40 %; and where two issues of three are solved
 * at first contact and an unsolved one satisfies nobody, ten points more of first-contact resolution are 15 % more satisfied.
 */
import { isPlain, type Behaviour, type Comeback } from '../scenario/behaviour.js'
import type { Calls } from './calls.js'
import { type Caller, newCaller } from './customers.js'
import { type Quantile, quantileOf } from '../chance/distributions.js'
import type { Ledger } from '../run/ledger.js'
import { furtherLuck } from '../chance/luck.js'
import { type Profile, RuleTable } from '../scenario/rule-table.js'
import type { Scenario } from '../scenario/scenario.js'
import * as count from '../measures/tally.js'

/** A queue's behaviour, ready to be asked. */
interface Ready extends Behaviour {
  readonly resolutionTable: RuleTable | null
  readonly redialAfter: Quantile
  readonly repeatAfter: Quantile
}

export class Outcomes {
  private readonly calls: Calls
  private readonly ledger: Ledger
  private readonly queues: readonly Ready[]
  /** By queue: contacts that no agent has. */
  private readonly waiting: Int32Array
  /** By slot. */
  private readonly callers: Caller[]
  private readonly balked: boolean[]
  private readonly waitMs: number[]

  constructor(
    scenario: Scenario,
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
    calls: Calls,
    ledger: Ledger,
  ) {
    this.calls = calls
    this.ledger = ledger
    this.queues = scenario.queues.map(({ behaviour }) => ({
      ...behaviour,
      resolutionTable:
        behaviour.resolution === null ? null : new RuleTable(behaviour.resolution, profiles, levels),
      redialAfter: quantileOf(behaviour.redial?.after ?? { law: 'never' }),
      repeatAfter: quantileOf(behaviour.repeat?.after ?? { law: 'never' }),
    }))
    this.waiting = new Int32Array(this.queues.length)
    this.callers = []
    this.balked = []
    this.waitMs = []
  }

  /** `null` where customers only wait and are served. `levels`: the skills of each group of agents. */
  static of(...parts: ConstructorParameters<typeof Outcomes>): Outcomes | null {
    return parts[0].queues.every(({ behaviour }) => isPlain(behaviour)) ? null : new Outcomes(...parts)
  }

  arrived(slot: number, caller: Caller): void {
    while (this.callers.length <= slot) this.callers.push(newCaller())
    Object.assign(this.callers[slot]!, caller)
    this.balked[slot] = false
    this.waitMs[slot] = 0
    this.count(caller.queue, 1)
  }

  /** The contact begins to wait: whether its customer turns away at once. */
  balks(slot: number): boolean {
    const caller = this.callers[slot]!
    const { balking } = this.queues[caller.queue]!
    const ahead = this.waiting[caller.queue]! - 1
    const share = balking.findLast(({ waiting }) => waiting <= ahead)?.share ?? 0
    this.balked[slot] = caller.balkUniform < share
    return this.balked[slot]
  }

  answered(slot: number, waitMs: number): void {
    this.waitMs[slot] = waitMs
    this.count(this.callers[slot]!.queue, -1)
  }

  /** The bot has solved it, or the customer gave up. */
  left(slot: number, isContained: boolean, nowMs: number): void {
    const caller = this.callers[slot]!
    this.count(caller.queue, -1)
    if (isContained) return
    if (this.balked[slot]!) this.ledger.add(slot, count.BALKED)
    this.mayRedial(caller, this.ledger.contacts.cell[slot]!, nowMs)
  }

  /**
   * All lines were busy, the queue was full or closed. `sinceMs`: now, or when it opens: nobody calls again
   * before that. `cell`: where the customer is counted.
   */
  refused(caller: Caller, cell: number, sinceMs: number): void {
    this.mayRedial(caller, cell, sinceMs)
  }

  /** The conversation with an agent of this group is over. */
  finished(slot: number, group: number, agentId: string, nowMs: number): void {
    const { ledger } = this
    const caller = this.callers[slot]!
    const { resolution, resolutionTable, repeat, repeatAfter, satisfaction } = this.queues[caller.queue]!
    const rule = resolutionTable?.at(ledger.contacts.profile[slot]!, group)
    const isResolved = rule === undefined || caller.resolutionUniform < resolution![rule]!.share
    if (rule !== undefined) {
      ledger.add(slot, count.JUDGED)
      if (isResolved) ledger.add(slot, count.RESOLVED)
      if (caller.repeats === 0) {
        ledger.add(slot, count.FIRST_JUDGED)
        if (isResolved) ledger.add(slot, count.FIRST_RESOLVED)
      }
    }
    if (satisfaction !== null) {
      const { base, longWaitMs, longWaitCut, unresolvedCut } = satisfaction
      const ofWait = this.waitMs[slot]! > longWaitMs ? 1 - longWaitCut : 1
      ledger.add(slot, count.RATED)
      ledger.add(slot, count.SATISFIED, base * ofWait * (isResolved ? 1 : 1 - unresolvedCut))
    }
    if (!isResolved && comesBack(repeat, caller.repeats, caller.repeatUniform)) {
      const delayUniform = furtherLuck(caller.repeatDelayUniform)
      this.calls.comeBack(
        {
          ...caller,
          ...freshLuck(caller),
          redials: 0,
          repeats: caller.repeats + 1,
          lastAgentId: agentId,
          resolutionUniform: furtherLuck(caller.resolutionUniform),
          repeatUniform: furtherLuck(caller.repeatUniform),
          repeatDelayUniform: delayUniform,
          serviceUniform: furtherLuck(caller.serviceUniform),
          wrapUpUniform: furtherLuck(caller.wrapUpUniform),
          firstReplyUniform: furtherLuck(caller.firstReplyUniform),
        },
        nowMs + delayMs(repeatAfter, delayUniform),
      )
    }
  }

  private mayRedial(caller: Caller, cell: number, nowMs: number): void {
    const { redial, redialAfter } = this.queues[caller.queue]!
    if (!comesBack(redial, caller.redials, caller.redialUniform)) return
    const delayUniform = furtherLuck(caller.redialDelayUniform)
    this.calls.comeBack(
      {
        ...caller,
        ...freshLuck(caller),
        redials: caller.redials + 1,
        wasCounted: cell >= 0,
        redialUniform: furtherLuck(caller.redialUniform),
        redialDelayUniform: delayUniform,
      },
      nowMs + delayMs(redialAfter, delayUniform),
    )
  }

  /** The contact joins the line (1) or leaves it (-1), with nobody on the line. */
  inLine(slot: number, change: 1 | -1): void {
    this.count(this.callers[slot]!.queue, change)
  }

  private count(queue: number, change: number): void {
    this.waiting[queue] = this.waiting[queue]! + change
  }
}

/** What a customer is asked anew at each contact, whether the last was in vain or not: the next luck of each chain. */
function freshLuck(
  caller: Caller,
): Pick<Caller, 'balkUniform' | 'botUniform' | 'botDelayUniform' | 'callbackUniform' | 'reachUniform'> {
  return {
    balkUniform: furtherLuck(caller.balkUniform),
    botUniform: furtherLuck(caller.botUniform),
    botDelayUniform: furtherLuck(caller.botDelayUniform),
    callbackUniform: furtherLuck(caller.callbackUniform),
    reachUniform: furtherLuck(caller.reachUniform),
  }
}

function comesBack(comeback: Comeback | null, times: number, uniform: number): boolean {
  return comeback !== null && times < comeback.most && uniform < comeback.chance
}

/** At least 1 ms, so that time passes. */
function delayMs(after: Quantile, uniform: number): number {
  return Math.max(1, Math.round(after(uniform)))
}
