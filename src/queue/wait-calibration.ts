/**
 * Calibration of expected waits: turns a forecast (a mean, and of how many turns it is made) into a median and an interval
 * that holds the real wait 8 times in 10, by what became of earlier ones.
 * Idea: a wait of k turns is nearly a gamma of shape k; its cube root is nearly normal (Wilson and Hilferty 1931), so a
 * quantile is a cube, and two numbers widen or narrow it; a third scales all. Each is moved a little whenever a wait ends
 * beyond it, and the other way when it does not: in the long run the shares are right whatever the forecast is worth
 * (Robbins and Monro 1951; Gibbs and Candes 2021). A customer who gave up counts by the chance that the wait was longer.
 * **cost** O(1); allocates never. **order** of the waits' ends. Exact the same on every machine: + - x / and square roots.
 */

/** 10 % and 90 % of the standard normal law. */
const OUTER = 1.2815515655446004
/** The share of a forecast's square that is the model's own error, at the start. */
const MODEL_ERROR = 0.02
const OUTER_SHARE = 0.1
const OUTER_STEP = 0.03
const SCALE_STEP = 0.004
const EARLY = 12
const MOST_SCALE = 64
const MOST_OUTER = 12

/** What was forecast when a wait began, and the interval that was told then. */
export interface Told {
  readonly meanMs: number
  readonly turns: number
  readonly lowMs: number
  readonly highMs: number
}

export interface CalibrationJson {
  readonly scale: number
  readonly low: number
  readonly high: number
  readonly count: number
}

export class Calibration {
  /** Waits that it has learned from. */
  count = 0
  private scale = 1
  private low = -OUTER
  private high = OUTER
  /** What the last `spread` has worked out. */
  lowMs = 0
  medianMs = 0
  highMs = 0

  /** Works out `lowMs` <= `medianMs` <= `highMs` for a forecast (mean >= 0, turns >= 1); all Infinity for a mean of Infinity. */
  spread(meanMs: number, turns: number): void {
    if (meanMs === Infinity) {
      this.lowMs = Infinity
      this.medianMs = Infinity
      this.highMs = Infinity
      return
    }
    const variance = 1 / turns + MODEL_ERROR
    const middle = 1 - variance / 9
    const deviation = Math.sqrt(variance) / 3
    const scaled = meanMs * this.scale
    this.lowMs = scaled * cube(Math.max(0, middle + Math.min(0, this.low) * deviation))
    this.medianMs = scaled * cube(middle)
    this.highMs = scaled * cube(middle + Math.max(0, this.high) * deviation)
  }

  /** Learns from a wait that took `realMs`. */
  learn({ meanMs, turns, lowMs, highMs }: Told, realMs: number): void {
    this.spread(meanMs, turns)
    this.move(realMs <= lowMs ? 1 : 0, realMs <= this.medianMs ? 1 : 0, realMs <= highMs ? 1 : 0)
  }

  /** Learns from a customer who gave up after `waitedMs`: how long it would have been is known by chances only. */
  learnAtLeast({ meanMs, turns, lowMs, highMs }: Told, waitedMs: number): void {
    this.spread(meanMs, turns)
    const { medianMs } = this
    const passedTold = shareAt(lowMs, bounded(medianMs, lowMs, highMs), highMs, waitedMs)
    const passed = shareAt(this.lowMs, medianMs, this.highMs, waitedMs)
    this.move(chanceOf(OUTER_SHARE, passedTold), chanceOf(0.5, passed), chanceOf(1 - OUTER_SHARE, passedTold))
  }

  toJSON(): CalibrationJson {
    const { scale, low, high, count } = this
    return { scale, low, high, count }
  }

  static fromJSON({ scale, low, high, count }: CalibrationJson): Calibration {
    const calibration = new Calibration()
    calibration.scale = scale
    calibration.low = low
    calibration.high = high
    calibration.count = count
    return calibration
  }

  /** Moves each number against its surprise: the chances that the wait was at most low, median and high. */
  private move(low: number, median: number, high: number): void {
    const early = EARLY / (EARLY + this.count)
    this.count++
    const outer = Math.max(OUTER_STEP, early * 0.5)
    const scale = Math.max(SCALE_STEP, early * 0.2)
    this.low = bounded(this.low + outer * (OUTER_SHARE - low), -MOST_OUTER, MOST_OUTER)
    this.high = bounded(this.high + outer * (1 - OUTER_SHARE - high), -MOST_OUTER, MOST_OUTER)
    this.scale = bounded(this.scale * (1 + scale * (1 - 2 * median)), 1 / MOST_SCALE, MOST_SCALE)
  }
}

/** The chance of a wait of at most `ms` when 10, 50 and 90 % are so: straight between them, and a falling tail. */
function shareAt(lowMs: number, medianMs: number, highMs: number, ms: number): number {
  if (ms < lowMs) return (OUTER_SHARE * ms) / lowMs
  if (ms < medianMs) return OUTER_SHARE + ((0.5 - OUTER_SHARE) * (ms - lowMs)) / (medianMs - lowMs)
  if (ms < highMs) return 0.5 + ((0.5 - OUTER_SHARE) * (ms - medianMs)) / (highMs - medianMs)
  const spread = Math.max(highMs - medianMs, 1)
  return 1 - (OUTER_SHARE * spread) / (spread + (ms - highMs))
}

function cube(x: number): number {
  return x * x * x
}

function bounded(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

/** The chance of at most a quantile, for one of whom it is known that the share `passed` of all is behind it. */
function chanceOf(share: number, passed: number): number {
  return Math.max(0, (share - passed) / (1 - passed))
}
