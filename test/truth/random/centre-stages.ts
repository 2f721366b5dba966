/** The kinds of contacts that a small centre tells apart, and the exponential stages through which each goes with an agent. */
import type { Comeback, SmallCentre } from './small-centre.js'

export interface Kind {
  readonly queue: number
  readonly tier: number
  /** Fresh contacts in a unit of time; 0 for one that comes again. */
  readonly rate: number
  /** Rate of giving up. */
  readonly theta: number
  readonly headStart: number
  /** Of contacts of different numbers the arrivals decide nothing. */
  readonly precedence: number
  /** The kind that this customer is when coming again, -1: never; and the mean time until this kind comes. */
  readonly next: number
  readonly after: number
  readonly isRepeat: boolean
}

export interface Stage {
  readonly kind: number
  readonly phase: 'ring' | 'talk' | 'wrap'
  readonly rate: number
  /** Of the same branch, -1 after the last. */
  readonly next: number
  /** The stage of notes, -1: none. */
  readonly notes: number
}

/** From so many on it makes no difference how often a customer has come already. */
const ENDLESS = 50

export function kindsOf({ queues, precedence }: SmallCentre): Kind[] {
  const kinds: Kind[] = []
  queues.forEach(({ rate, tiers, band, redial, repeat }, queue) => {
    tiers.forEach(({ share, patience }, tier) => {
      if (share === 0) return
      const come = redial ?? repeat
      const levels = come === null || come.most >= ENDLESS ? 0 : come.most
      for (let level = 0; level <= levels; level++) {
        kinds.push({
          queue,
          tier,
          rate: level === 0 ? rate * share : 0,
          theta: patience === 0 ? 0 : 1 / patience,
          headStart: precedence[tier]!,
          precedence: band * 10 + precedence[tier]!,
          next: nextOf(come, level, levels, kinds.length),
          after: come?.after ?? 0,
          isRepeat: repeat !== null,
        })
      }
    })
  })
  return kinds
}

function nextOf(come: Comeback | null, level: number, levels: number, own: number): number {
  if (come === null) return -1
  if (levels === 0) return own
  return level < levels ? own + 1 : -1
}

export interface Starts {
  readonly ring: number
  readonly talk: readonly { readonly stage: number; readonly share: number }[]
}

/** All stages, and by kind those with which an agent begins. */
export function stagesOf(
  { queues }: SmallCentre,
  kinds: readonly Kind[],
): { readonly stages: readonly Stage[]; readonly starts: readonly Starts[] } {
  const stages: Stage[] = []
  const starts = kinds.map(({ queue }, kind) => {
    const { service, wrapUp } = queues[queue]!
    const ring = stages.push({ kind, phase: 'ring', rate: 0, next: -1, notes: -1 }) - 1
    const notes =
      wrapUp === 0 ? -1 : stages.push({ kind, phase: 'wrap', rate: 1 / wrapUp, next: -1, notes: -1 }) - 1
    const weights = service.reduce((sum, { weight }) => sum + weight, 0)
    const talk = service.map(({ weight, mean, k }) => {
      const first = stages.length
      for (let i = 1; i <= k; i++) {
        stages.push({ kind, phase: 'talk', rate: k / mean, next: i < k ? stages.length + 1 : -1, notes })
      }
      return { stage: first, share: weight / weights }
    })
    return { ring, talk }
  })
  return { stages, starts }
}
