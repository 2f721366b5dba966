/**
 * What is going to happen, and in which order: planned events of one simulation run, at most one for each id.
 * Idea: a knock-out tournament of ids, four to a match, the earliest event wins. Planning an event plays the matches on the way
 * up only until it loses one; taking an event off replays only the matches that it won, and most events won few: with 8 of
 * 256 ids planned, two of the four on the way up. So the hang-up of a customer who is answered can be taken off at once,
 * instead of being left in the list and skipped later.
 * **cost** O(log ids) to take the first and at most to plan or cancel, O(1) to look; allocates on growth only.
 * **order** instant, then order of planning. Caveat: up to 96 bytes for every id up to the greatest ever planned.
 */
const SMALLEST = 16

export class EventList {
  /** Places: matches and, after them, the ids; who meets in match m are the winners of places 4m + 1 to 4m + 4. */
  private ids: number
  /** By place: when, Infinity where nothing is planned. */
  private instants: Float64Array
  /** By place: the id of that event. */
  private winners: Int32Array
  /** By id: the number of the planning, counted over all ids; the lower goes first at equal instants. */
  private order: Float64Array
  private planned: number

  constructor() {
    this.ids = 0
    this.instants = new Float64Array(1).fill(Infinity)
    this.winners = new Int32Array(1)
    this.order = new Float64Array(1)
    this.planned = 0
    this.resize(SMALLEST)
  }

  /** When the first event is, or Infinity. */
  get nextAtMs(): number {
    return this.instants[0]!
  }

  /** Plans event `id` (an integer >= 0) for an instant that is finite; replaces what was planned for it. */
  plan(id: number, atMs: number): void {
    if (id >= this.order.length) this.grow(id)
    if (this.has(id)) this.leave(id)
    const { instants, winners } = this
    this.order[id] = this.planned++
    let place = this.ids + id
    instants[place] = atMs
    while (place > 0) {
      place = (place - 1) >> 2
      // Of those planned for the same instant, this one is the last.
      if (instants[place]! <= atMs) return
      instants[place] = atMs
      winners[place] = id
    }
  }

  /** Takes the first event off the list and returns its id, or -1. */
  take(): number {
    if (this.instants[0] === Infinity) return -1
    const id = this.winners[0]!
    this.leave(id)
    return id
  }

  /** Whether `id` is planned. */
  has(id: number): boolean {
    return id < this.order.length && this.instants[this.ids + id]! < Infinity
  }

  /** Takes `id` off the list; nothing happens when it is not planned. */
  cancel(id: number): void {
    if (this.has(id)) this.leave(id)
  }

  /** Plays the matches again that `id` has won. */
  private leave(id: number): void {
    const { instants, winners } = this
    let place = this.ids + id
    instants[place] = Infinity
    while (place > 0) {
      place = (place - 1) >> 2
      if (winners[place] !== id) return
      this.play(place)
    }
  }

  /**
   * Which of four is first is as good as random, so no jump depends on it: the processor would guess wrong half of the time. Only
   * equal instants are looked at again, which are rare.
   */
  private play(match: number): void {
    const { instants, winners } = this
    const a = 4 * match + 1
    const left = a + Number(instants[a + 1]! < instants[a]!)
    const right = a + 2 + Number(instants[a + 3]! < instants[a + 2]!)
    const first = left + (right - left) * Number(instants[right]! < instants[left]!)
    const atMs = instants[first]!
    const equals =
      Number(instants[a] === atMs) +
      Number(instants[a + 1] === atMs) +
      Number(instants[a + 2] === atMs) +
      Number(instants[a + 3] === atMs)
    instants[match] = atMs
    winners[match] = winners[equals > 1 && atMs < Infinity ? this.firstPlanned(a, atMs) : first]!
  }

  /** Of the four places from `a` on, the one of this instant that was planned first. */
  private firstPlanned(a: number, atMs: number): number {
    let first = -1
    for (let place = a; place < a + 4; place++) {
      if (this.instants[place] === atMs && (first < 0 || this.wasBefore(place, first))) first = place
    }
    return first
  }

  /** Whether the event of one place was planned before that of another. */
  private wasBefore(place: number, other: number): boolean {
    return this.order[this.winners[place]!]! < this.order[this.winners[other]!]!
  }

  private grow(id: number): void {
    let length = this.order.length
    while (length <= id) length *= 4
    this.resize(length)
  }

  /** Makes room for ids below `length`, a power of four. */
  private resize(length: number): void {
    const before = this.instants.subarray(this.ids)
    const order = new Float64Array(length)
    order.set(this.order)
    this.order = order
    this.ids = (length - 1) / 3
    this.instants = new Float64Array(this.ids + length).fill(Infinity)
    this.instants.set(before, this.ids)
    this.winners = new Int32Array(this.ids + length)
    for (let id = 0; id < length; id++) this.winners[this.ids + id] = id
    for (let match = this.ids - 1; match >= 0; match--) this.play(match)
  }
}
