/**
 * How emotional load slows agents down: what angry customers left behind makes the next conversations longer, for a while.
 * Idea: the load is the policy's own (rule 25 of docs/rules.md: so much for each class, one less every `recoverMs`), but of
 * customers as they are, not as they were recognised: a misread angry customer wears an agent out all the same.
 * **cost** O(1) a contact; allocates on growth only. Of the load only whole numbers count, as in the engine.
 */
import { grownUint8 } from '../../base/column.js'
import { emotionClass } from '../../routing/emotion.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { StrainSpec } from '../scenario-language/staff-spec.js'

export class Strain {
  private readonly perLoad: number
  private readonly most: number
  private readonly recoverMs: number
  private readonly loadOf: (emotion: number) => number
  /** By agent: the load, and the instant from which its next fall is counted: when it became positive, or last fell. */
  private readonly load: Float64Array
  private readonly fellAtMs: Float64Array
  /** By slot: what the contact adds. */
  private adds: Uint8ClampedArray

  constructor({ perLoad, most = 2 }: StrainSpec, { emotion }: NormalPolicy, agents: number) {
    this.perLoad = perLoad
    this.most = most
    this.recoverMs = emotion.recoverMs
    this.loadOf = (score) => emotion.classes[emotionClass(score, undefined, emotion)].load
    this.load = new Float64Array(agents)
    this.fellAtMs = new Float64Array(agents)
    this.adds = new Uint8ClampedArray(0)
  }

  /** A contact of a customer who is as angry as that (0..100). */
  arrived(slot: number, emotion: number): void {
    if (slot >= this.adds.length) this.adds = grownUint8(this.adds, slot + 1)
    this.adds[slot] = this.loadOf(emotion)
  }

  /** The agent gets the contact: how many times as long as usual it takes, by the load so far. */
  next(slot: number, agent: number, nowMs: number): number {
    const fellAtMs = this.fellAtMs[agent]!
    const falls = Math.floor((nowMs - fellAtMs) / this.recoverMs)
    const before = Math.max(0, this.load[agent]! - falls)
    this.load[agent] = before + this.adds[slot]!
    this.fellAtMs[agent] = before === 0 ? nowMs : fellAtMs + falls * this.recoverMs
    return Math.min(1 + before * this.perLoad, this.most)
  }
}
