/**
 * How many contacts of a queue come in any stretch of time on average: weekdays, seasons and the chance of surges included.
 * Idea: like stretches give the very same number, so what is looked up is added up anew, not the difference of two sums.
 * **cost** O(log pieces + pieces within) a stretch; allocates where surges cut the pieces, once.
 * Caveat: who calls again comes on top; how many do depends on how they are served.
 */
import type { RatePiece } from '../customers/arrivals.js'
import type { Demand } from './demand.js'
import type { CalendarData } from '../../sla/calendar.js'
import { Hours } from '../../sla/hours.js'
import { withinHours } from './open-demand.js'
import { type Volume, meanPieces } from './volume.js'

const HOUR_MS = 3_600_000

interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

export class MeanRate {
  private readonly pieces: readonly RatePiece[]
  private readonly scale: number
  /** `null`: the queue is always open. */
  private readonly hours: Hours | null

  /** `volume`: of the scenario. `hours`: only contacts that come in them count; null: all. */
  constructor(
    { pieces, volume: own }: Demand,
    scale: number,
    volume: Volume,
    hours: CalendarData | null = null,
  ) {
    this.pieces = withinHours(meanPieces(pieces, [volume, own]), hours)
    this.scale = scale
    this.hours = hours === null ? null : new Hours(hours)
  }

  /** Contacts an hour within a stretch. */
  perHour({ fromMs, toMs }: Stretch): number {
    let contacts = 0
    for (let i = this.firstEndingAfter(fromMs); i < this.pieces.length; i++) {
      const piece = this.pieces[i]!
      if (piece.fromMs >= toMs) break
      contacts += (piece.perHour * (Math.min(piece.toMs, toMs) - Math.max(piece.fromMs, fromMs))) / HOUR_MS
    }
    return (contacts * this.scale * HOUR_MS) / (toMs - fromMs)
  }

  /**
   * The same for each hour in which the queue is open, on average over those of some like stretches in which
   * any come at all; 0: in none.
   */
  perHourWhereAny(stretches: readonly Stretch[]): number {
    const some = stretches.map((stretch) => this.perOpenHour(stretch)).filter((perHour) => perHour > 0)
    return some.length === 0 ? 0 : some.reduce((sum, perHour) => sum + perHour, 0) / some.length
  }

  private perOpenHour(stretch: Stretch): number {
    const { fromMs, toMs } = stretch
    const openMs = this.hours === null ? toMs - fromMs : this.hours.between(fromMs, toMs)
    return openMs === 0 ? 0 : (this.perHour(stretch) * (toMs - fromMs)) / openMs
  }

  private firstEndingAfter(atMs: number): number {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pieces[middle]!.toMs <= atMs) low = middle + 1
      else high = middle
    }
    return low
  }
}
