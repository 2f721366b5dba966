/**
 * Customers who call again: who, and when.
 * Idea: they are kept apart from the stream of new ones, so that no draw of theirs depends on who comes back.
 * **cost** O(log n) a customer; allocates when more wait to call again than ever before.
 * **order** instant, then the order in which they were told to come.
 */
import { type Caller, type CallerSource, newCaller } from './customers.js'
import { EventList } from '../run/event-list.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import type { Scenario } from '../scenario/scenario.js'

export class Returns implements CallerSource {
  nextAtMs: number
  readonly isAlike = false
  private readonly list: EventList
  private readonly kept: Caller[]
  private readonly free: number[]
  private readonly fromMs: number
  private readonly openMs: number
  private readonly untilMs: number

  /** Nobody calls at `untilMs` or later. */
  constructor({ fromMs, openMs }: Scenario, untilMs: number) {
    this.nextAtMs = Infinity
    this.list = new EventList()
    this.kept = []
    this.free = []
    this.fromMs = fromMs
    this.openMs = openMs
    this.untilMs = untilMs
  }

  /** The customer, a copy, will call again; at night, as soon as the next day begins; after the last day, never. */
  add(caller: Caller, atMs: number): void {
    const ofDayMs = (atMs - this.fromMs) % DAY_MS
    const whenMs = this.openMs < DAY_MS && ofDayMs >= this.openMs ? atMs - ofDayMs + DAY_MS : atMs
    if (!(whenMs < this.untilMs)) return
    const place = this.free.pop() ?? this.kept.push(newCaller()) - 1
    Object.assign(this.kept[place]!, caller)
    this.list.plan(place, whenMs)
    this.nextAtMs = this.list.nextAtMs
  }

  draw(caller: Caller): void {
    const place = this.list.take()
    Object.assign(caller, this.kept[place]!)
    this.free.push(place)
    this.nextAtMs = this.list.nextAtMs
  }
}
