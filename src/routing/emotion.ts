/**
 * From an emotion score, recognised upstream and often wrong, to a class and a bounded head start.
 * A class is entered at its threshold and left only when the score has fallen below the threshold by the hysteresis,
 * so that a score which trembles around a threshold does not change the class again and again.
 * Cost: O(1); allocates never. Scores are whole numbers from 0 (calm) to 100 (furious).
 */

export type EmotionClass = 'calm' | 'anxious' | 'angry'

/** Scores, 0..100, between the classes. */
export interface EmotionThresholds {
  /** Score from which a contact is anxious. */
  readonly anxiousFrom: number
  /** Score from which a contact is angry; above `anxiousFrom`. */
  readonly angryFrom: number
  /** How far below its threshold a score must fall for the class to be left. */
  readonly hysteresis: number
}

/** The class of a score, given the class so far (`undefined` for a fresh contact). Rises at once, falls reluctantly. */
export function emotionClass(
  score: number,
  previous: EmotionClass | undefined,
  thresholds: EmotionThresholds,
): EmotionClass {
  const { anxiousFrom, angryFrom, hysteresis } = thresholds
  const fresh = score >= angryFrom ? 'angry' : score >= anxiousFrom ? 'anxious' : 'calm'
  if (previous === 'angry' && score >= angryFrom - hysteresis) return 'angry'
  if (previous === 'anxious' && fresh === 'calm' && score >= anxiousFrom - hysteresis) return 'anxious'
  return fresh
}

/** Head start of a score: floor(`fullMs` x score / 100) whole ms, 0..`fullMs`; monotone in the score. */
export function emotionHeadStartMs(score: number, fullMs: number): number {
  return score === 0 ? 0 : Math.floor((fullMs * score) / 100)
}
