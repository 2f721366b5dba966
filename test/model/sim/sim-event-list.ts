/**
 * The naive twin of the event list: an array that is sorted before every look.
 * **cost** O(n log n) each. **order** instant, then rank, then order of planning.
 */
interface Planned {
  readonly id: number
  readonly atMs: number
  readonly rank: number
}

export class EventListModel {
  private list: Planned[] = []

  get size(): number {
    return this.list.length
  }

  plan(id: number, atMs: number, rank: number): void {
    this.list.push({ id, atMs, rank })
  }

  /** The first event, or undefined; stable sorting keeps the order of planning. */
  get first(): Planned | undefined {
    this.list.sort((a, b) => a.atMs - b.atMs || a.rank - b.rank)
    return this.list[0]
  }

  take(): number {
    const id = this.first?.id ?? -1
    this.list.shift()
    return id
  }

  has(id: number): boolean {
    return this.list.some((each) => each.id === id)
  }

  cancel(id: number): void {
    this.list = this.list.filter((each) => each.id !== id)
  }
}
