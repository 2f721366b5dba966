/**
 * What contacts cost the people who take them: whether one is hard, and the emotional load that it puts on its agent.
 * Idea: both are the policy's own (rules 25 and 61 of docs/rules.md), but of customers as they are, not as they were
 * recognised: a misread angry customer wears an agent out all the same. Looked up in tables, for every contact asks.
 * **cost** O(1); allocates the tables when made.
 */
import { EMOTION_CLASSES, hardContacts } from '../../engine/policy/compiled-policy.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { emotionClass } from '../../routing/emotion.js'

const SCORES = 101

export class Burden {
  /** Score from which a customer is angry. */
  readonly angryFrom: number
  /** By score. */
  private readonly load: Float64Array
  /** Issue + 1 (0: of none) x scores + score. */
  private readonly hard: Uint8Array

  constructor(policy: NormalPolicy) {
    const { emotion, issues } = policy
    const hard = hardContacts(policy)
    const classes = Array.from({ length: SCORES }, (_, score) => emotionClass(score, undefined, emotion))
    this.angryFrom = emotion.angryFrom
    this.load = Float64Array.from(classes, (name) => emotion.classes[name].load)
    this.hard = Uint8Array.from({ length: (issues.length + 1) * SCORES }, (_, at) => {
      const issue = Math.floor(at / SCORES)
      return hard[issue * EMOTION_CLASSES.length + EMOTION_CLASSES.indexOf(classes[at % SCORES]!)]!
    })
  }

  /** 1 for a hard contact, else 0. `issue` -1: of none; `emotion`: 0..100. */
  hardOf(issue: number, emotion: number): number {
    return this.hard[(issue + 1) * SCORES + emotion]!
  }

  /** The load that a contact of a customer as angry as that (0..100) adds. */
  loadOf(emotion: number): number {
    return this.load[emotion]!
  }
}
