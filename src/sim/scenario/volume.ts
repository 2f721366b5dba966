/**
 * How busy a run turns out: the factors that luck puts on the rates of arrivals, by day and in surges.
 * Idea: luck only changes rates. Customers are laid off along the integrated rate (arrivals.ts), so customer k is the same
 * person on a busy day and a quiet one. One stream for the days of all queues, one for those of each queue, one for each
 * surge; one uniform a day.
 * **cost** O(pieces + (days x surges)^2) a queue, once a run; nothing where nothing is drawn.
 * Source of the gamma factor: Jongbloed & Koole, Applied Stochastic Models in Business and Industry 17 (2001) 307-318.
 */
import { Stream } from '../../base/prng.js'
import type { RatePiece } from '../customers/arrivals.js'
import { type Day, onEachDay } from './days.js'
import { timeMs } from '../scenario-language/duration.js'
import { gammaQuantile } from '../chance/gamma-quantile.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import type { VolumeSpec } from '../scenario-language/volume-spec.js'

/** Arrivals in a stretch of time are multiplied by a factor, with a chance. */
export interface Surge {
  readonly fromMs: number
  readonly toMs: number
  readonly factor: number
  readonly chance: number
}

export interface Volume {
  /** Standard deviation of a day's factor; 0: always 1. */
  readonly cv: number
  /** Each on each day, in the order of the days. */
  readonly surges: readonly (readonly Surge[])[]
}

/** A checked volume, laid out over the days. */
export function volumeOf({ busyness, surges = [] }: VolumeSpec, days: readonly Day[]): Volume {
  return {
    cv: busyness?.cv ?? 0,
    surges: surges.map(({ from, to, factor, chance = 1 }) =>
      onEachDay({ fromMs: timeMs(from), toMs: timeMs(to), factor, chance }, days),
    ),
  }
}

/** Volumes and the names that their streams begin with. */
export interface NamedVolume extends Volume {
  readonly name: string
}

interface Window {
  readonly fromMs: number
  readonly toMs: number
  readonly factor: number
}

/** The pieces of a run. A day is 24 hours from `fromMs` on. */
export function drawnPieces(
  pieces: readonly RatePiece[],
  fromMs: number,
  volumes: readonly NamedVolume[],
  seed: number,
  replication: number,
): readonly RatePiece[] {
  const last = pieces.at(-1)
  const days = last === undefined ? 0 : Math.ceil((last.toMs - fromMs) / DAY_MS)
  return multiplied(
    pieces,
    volumes.flatMap((volume) => drawnWindows(volume, fromMs, days, seed, replication)),
  )
}

/** The pieces with the rates that luck brings about on average. */
export function meanPieces(pieces: readonly RatePiece[], volumes: readonly Volume[]): readonly RatePiece[] {
  const windows = volumes.flatMap(({ surges }) =>
    surges.flat().map(({ chance, factor, ...window }) => ({ ...window, factor: 1 + chance * (factor - 1) })),
  )
  return multiplied(pieces, windows)
}

/** Ascending pieces, their rates multiplied by the factor of every window that they lie in, cut where it changes. */
function multiplied(pieces: readonly RatePiece[], windows: readonly Window[]): readonly RatePiece[] {
  if (windows.length === 0) return pieces
  const edges = [...new Set(windows.flatMap((window) => [window.fromMs, window.toMs]))].sort((a, b) => a - b)
  const factors = edges.map((atMs) =>
    windows
      .filter((window) => window.fromMs <= atMs && atMs < window.toMs)
      .reduce((product, { factor }) => product * factor, 1),
  )
  const cut: RatePiece[] = []
  let next = 0
  for (const piece of pieces) {
    while (next < edges.length && edges[next]! <= piece.fromMs) next++
    let { fromMs: at } = piece
    while (at < piece.toMs) {
      const toMs = Math.min(edges[next] ?? Infinity, piece.toMs)
      cut.push({ fromMs: at, toMs, perHour: piece.perHour * (factors[next - 1] ?? 1) })
      if (toMs === edges[next]) next++
      at = toMs
    }
  }
  return cut
}

function drawnWindows(
  { cv, surges, name }: NamedVolume,
  fromMs: number,
  days: number,
  seed: number,
  replication: number,
): Window[] {
  const stream = (purpose: string): Stream => Stream.named(seed, replication, `${name}/${purpose}`)
  const windows: Window[] = []
  if (cv > 0) {
    const busyness = stream('busyness')
    const shape = 1 / (cv * cv)
    for (let day = 0; day < days; day++) {
      const start = fromMs + day * DAY_MS
      const factor = gammaQuantile(shape, busyness.uniform()) / shape
      windows.push({ fromMs: start, toMs: start + DAY_MS, factor })
    }
  }
  surges.forEach((each, index) => {
    const luck = stream(`surge/${index}`)
    for (const { chance, ...window } of each) if (luck.uniform() < chance) windows.push(window)
  })
  return windows
}
