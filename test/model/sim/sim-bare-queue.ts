/**
 * The naive twin of a whole simulation of one queue: so many alike agents, first come, first served, patience.
 * Nothing of an engine, no list of events: ends of service in a heap, the waiting line in a ring, hang-ups found when
 * their turn comes. Also the yardstick of the benchmark: no simulation of the same customers does less.
 * **cost** O(log agents) a customer. **order** at one instant: ends, then hang-ups, then calls, as in src/sim/run/simulate.ts.
 */

/** One customer after the other: when, how patient, how long; whole milliseconds, Infinity after the last. */
export interface BareCustomers {
  readonly nextAtMs: () => number
  readonly nextPatienceMs: () => number
  readonly nextServiceMs: () => number
}

export interface BareResult {
  readonly offered: number
  readonly answered: number
  readonly abandoned: number
  readonly waitAnsweredMs: number
  readonly waitAbandonedMs: number
}

export function bareQueue(agents: number, customers: BareCustomers): BareResult {
  const queue = new BareQueue(agents)
  for (let atMs = customers.nextAtMs(); atMs < Infinity; atMs = customers.nextAtMs()) {
    queue.arrive(atMs, customers.nextPatienceMs(), customers.nextServiceMs())
  }
  queue.endsUntil(Infinity)
  const { offered, answered, abandoned, waitAnsweredMs, waitAbandonedMs } = queue
  return { offered, answered, abandoned, waitAnsweredMs, waitAbandonedMs }
}

class BareQueue {
  offered = 0
  answered = 0
  abandoned = 0
  waitAnsweredMs = 0
  waitAbandonedMs = 0
  private readonly endsAt: Float64Array
  private busy = 0
  private ring = 1024
  private arrivedAt = new Float64Array(1024)
  private givesUpAt = new Float64Array(1024)
  private needs = new Float64Array(1024)
  private head = 0
  private tail = 0

  constructor(agents: number) {
    this.endsAt = new Float64Array(agents)
  }

  arrive(atMs: number, patienceMs: number, serviceMs: number): void {
    this.endsUntil(atMs)
    this.offered++
    if (this.busy < this.endsAt.length) {
      this.answered++
      this.begin(atMs + serviceMs)
      return
    }
    if (this.tail - this.head === this.ring) this.grow()
    const place = this.tail++ & (this.ring - 1)
    this.arrivedAt[place] = atMs
    this.givesUpAt[place] = atMs + patienceMs
    this.needs[place] = serviceMs
  }

  endsUntil(atMs: number): void {
    while (this.busy > 0 && this.endsAt[0]! <= atMs) {
      const nowMs = this.endsAt[0]!
      this.removeFirst()
      this.serve(nowMs)
    }
  }

  /** Whoever gave up before this very instant is gone. */
  private serve(nowMs: number): void {
    while (this.head !== this.tail) {
      const place = this.head++ & (this.ring - 1)
      const givesUpAtMs = this.givesUpAt[place]!
      if (givesUpAtMs >= nowMs) {
        this.answered++
        this.waitAnsweredMs += nowMs - this.arrivedAt[place]!
        this.begin(nowMs + this.needs[place]!)
        return
      }
      this.abandoned++
      this.waitAbandonedMs += givesUpAtMs - this.arrivedAt[place]!
    }
  }

  private begin(endMs: number): void {
    const { endsAt } = this
    let i = this.busy++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (endsAt[parent]! <= endMs) break
      endsAt[i] = endsAt[parent]!
      i = parent
    }
    endsAt[i] = endMs
  }

  private removeFirst(): void {
    const { endsAt } = this
    const size = --this.busy
    const last = endsAt[size]!
    let i = 0
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && endsAt[child + 1]! < endsAt[child]!) child++
      if (endsAt[child]! >= last) break
      endsAt[i] = endsAt[child]!
      i = child
    }
    endsAt[i] = last
  }

  private grow(): void {
    const { head, ring } = this
    const grown = (old: Float64Array): Float64Array<ArrayBuffer> =>
      Float64Array.from({ length: ring * 2 }, (_, i) => old[(head + i) & (ring - 1)]!)
    this.arrivedAt = grown(this.arrivedAt)
    this.givesUpAt = grown(this.givesUpAt)
    this.needs = grown(this.needs)
    this.tail -= head
    this.head = 0
    this.ring = ring * 2
  }
}
