/**
 * The naive twin of the event list: an array that is sorted before every look.
 * **cost** O(n log n) each. **order** instant, then order of planning.
 */
interface Planned {
  readonly id: number
  readonly atMs: number
}

export class EventListModel {
  private list: Planned[] = []

  plan(id: number, atMs: number): void {
    this.cancel(id)
    this.list.push({ id, atMs })
  }

  /** When the first event is, or Infinity. */
  get nextAtMs(): number {
    return this.first?.atMs ?? Infinity
  }

  take(): number {
    const id = this.first?.id ?? -1
    this.cancel(id)
    return id
  }

  has(id: number): boolean {
    return this.list.some((each) => each.id === id)
  }

  cancel(id: number): void {
    this.list = this.list.filter((each) => each.id !== id)
  }

  /** Stable sorting keeps the order of planning. */
  private get first(): Planned | undefined {
    return this.list.toSorted((a, b) => a.atMs - b.atMs)[0]
  }
}
