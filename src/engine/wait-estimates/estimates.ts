/**
 * The books that estimates of waits are kept in, for an engine that is asked for them (`estimates: true`): since when each
 * contact has had its agent, what was forecast when its wait began, and what each queue has taught (wait-learning.ts).
 * The engine's transitions tell it what happens; it decides nothing and emits nothing.
 * **cost** O(1) an event, and a forecast (estimate.ts) for each wait that begins, as far as credit goes: each command
 * brings a little, a forecast costs what it looks at, so that it stays O(1) a command on average. Allocates on growth.
 */
import { grownFloat64 } from '../../base/column.js'
import type { Told } from '../../queue/wait-calibration.js'
import type { QueueLearning } from './wait-learning.js'

/** What a command brings, in contacts and agents looked at, and what can be saved up. */
const CREDIT = 64
const MOST_CREDIT = 8_192

export class Estimates {
  learning: QueueLearning[]
  /** Contact slot -> since when it takes its agent's capacity. */
  takenAtMs: Float64Array = new Float64Array(0)
  /** Contact slot -> the mean of the forecast when its wait began, -1 for none; its turns; the interval of then. */
  meanMs: Float64Array = new Float64Array(0)
  turns: Float64Array = new Float64Array(0)
  lowMs: Float64Array = new Float64Array(0)
  highMs: Float64Array = new Float64Array(0)
  /** When anything but the time last changed: a command that was not refused, or a deadline that said so. */
  changedAtMs = 0
  credit = MOST_CREDIT
  /** Events that have been noticed: more of them mean that something changed. */
  seq = 0

  constructor(learning: QueueLearning[]) {
    this.learning = learning
  }

  ensure(contacts: number): void {
    this.takenAtMs = grownFloat64(this.takenAtMs, contacts)
    this.meanMs = grownFloat64(this.meanMs, contacts, -1)
    this.turns = grownFloat64(this.turns, contacts)
    this.lowMs = grownFloat64(this.lowMs, contacts)
    this.highMs = grownFloat64(this.highMs, contacts)
  }

  earn(): void {
    this.credit = Math.min(MOST_CREDIT, this.credit + CREDIT)
  }

  /** Pays for a forecast that looks at so many; false when the credit does not reach. A large one uses all that was saved. */
  pays(looks: number): boolean {
    const price = Math.min(looks, MOST_CREDIT)
    if (price > this.credit) return false
    this.credit -= price
    return true
  }

  /** A slot is given to a new contact. */
  begin(contact: number): void {
    this.meanMs[contact] = -1
    this.takenAtMs[contact] = 0
  }

  /** A contact's wait has ended with an agent: as the rules give it (`isFair`), or by somebody's choice. */
  served(contact: number, queue: number, waitMs: number, isFair: boolean): void {
    const learned = this.learning[queue]!
    if (waitMs > 0) learned.patience.add(waitMs, false)
    if (isFair && this.meanMs[contact]! >= 0) {
      learned.calibration.learn(this.toldOf(contact), waitMs)
    }
    this.meanMs[contact] = -1
  }

  /** The customer gave up after so long. */
  gaveUp(contact: number, queue: number, waitMs: number): void {
    const learned = this.learning[queue]!
    learned.patience.add(waitMs, true)
    if (this.meanMs[contact]! >= 0) learned.calibration.learnAtLeast(this.toldOf(contact), waitMs)
    this.meanMs[contact] = -1
  }

  /** What is expected of a wait that has just begun. */
  foretold(contact: number, { meanMs, turns, lowMs, highMs }: Told): void {
    this.meanMs[contact] = meanMs
    this.turns[contact] = turns
    this.lowMs[contact] = lowMs
    this.highMs[contact] = highMs
  }

  /** An offer was accepted. */
  answered(contact: number, queue: number, atMs: number): void {
    this.learning[queue]!.answered(atMs - this.takenAtMs[contact]!)
  }

  /** An agent is through with a contact; `queue` is -1 for its own work. */
  handled(contact: number, queue: number, atMs: number): void {
    if (queue >= 0) this.learning[queue]!.handling.add(atMs - this.takenAtMs[contact]!, true)
  }

  /** The wait has ended, or become another one, for a reason of its own. */
  forget(contact: number): void {
    this.meanMs[contact] = -1
  }

  private toldOf(contact: number): Told {
    return {
      meanMs: this.meanMs[contact]!,
      turns: this.turns[contact]!,
      lowMs: this.lowMs[contact]!,
      highMs: this.highMs[contact]!,
    }
  }
}
