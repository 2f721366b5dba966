/** What a small centre counts: by kind of contact, by pool of agents, and who took whose contacts. */

/** Of each kind; the last three are times. */
export const COUNTERS = {
  offered: 0,
  refused: 1,
  answered: 2,
  abandoned: 3,
  contained: 4,
  waited: 5,
  balked: 6,
  redials: 7,
  repeats: 8,
  finished: 9,
  resolved: 10,
  line: 11,
  talk: 12,
  notes: 13,
} as const
const OF_KIND = 14
const OF_POOL = 4

export class Counters {
  readonly size: number
  private readonly pools: number
  private readonly matches: number
  private readonly queues: number

  constructor(kinds: number, pools: number, queues: number) {
    this.pools = kinds * OF_KIND
    this.matches = this.pools + pools * OF_POOL
    this.queues = queues
    this.size = this.matches + pools * queues
  }

  readonly ofKind = (counter: number, kind: number): number => kind * OF_KIND + counter

  ofPool(pool: number): {
    readonly available: number
    readonly busy: number
    readonly contacts: number
    readonly overtime: number
  } {
    const first = this.pools + pool * OF_POOL
    return { available: first, busy: first + 1, contacts: first + 2, overtime: first + 3 }
  }

  isOfPool(counter: number): boolean {
    return counter >= this.pools && counter < this.matches
  }

  match(pool: number, queue: number): number {
    return this.matches + pool * this.queues + queue
  }
}
