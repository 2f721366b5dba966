/**
 * How fast agents get on with several conversations at once: each is slowed down by how many there are, now and then.
 * Idea: a conversation is so much work; whenever one begins or ends with its agent, the others have used up work at the
 * pace they had, and end anew at the pace they have from then on.
 * **cost** O(conversations of the agent) a change; allocates on growth only. Source: processor sharing with a rate by state.
 */
import { grownFloat64, grownInt32 } from '../../base/column.js'
import type { Slowdown } from '../scenario/scenario.js'

/** Told when a conversation will end now. */
export type Move = (slot: number, endsAtMs: number) => void

export class Pace {
  /** By number of conversations: how many times as long each takes. */
  private readonly factors: Float64Array
  private readonly move: Move
  /** By agent. */
  private readonly number: Int32Array
  private readonly first: Int32Array
  private readonly settledAtMs: Float64Array
  /** By slot: the other conversations of the agent, and the work left, in ms of undisturbed work. */
  private next: Int32Array
  private leftMs: Float64Array

  constructor(slowdown: Slowdown, agents: number, move: Move) {
    const most = slowdown.at(-1)?.conversations ?? 1
    this.factors = Float64Array.from(
      { length: most + 1 },
      (_, number) => slowdown.findLast(({ conversations }) => conversations <= number)?.factor ?? 1,
    )
    this.move = move
    this.number = new Int32Array(agents)
    this.first = new Int32Array(agents).fill(-1)
    this.settledAtMs = new Float64Array(agents)
    this.next = new Int32Array(0)
    this.leftMs = new Float64Array(0)
  }

  /** A conversation of so much work begins. */
  begin(slot: number, agent: number, workMs: number, nowMs: number): void {
    if (slot >= this.next.length) {
      this.next = grownInt32(this.next, slot + 1)
      this.leftMs = grownFloat64(this.leftMs, slot + 1)
    }
    this.settle(agent, nowMs)
    this.leftMs[slot] = workMs
    this.next[slot] = this.first[agent]!
    this.first[agent] = slot
    this.number[agent] = this.number[agent]! + 1
    this.tell(agent, nowMs)
  }

  /** A conversation is over. */
  end(slot: number, agent: number, nowMs: number): void {
    this.settle(agent, nowMs)
    if (this.first[agent] === slot) this.first[agent] = this.next[slot]!
    else {
      let before = this.first[agent]!
      while (this.next[before] !== slot) before = this.next[before]!
      this.next[before] = this.next[slot]!
    }
    this.number[agent] = this.number[agent]! - 1
    this.tell(agent, nowMs)
  }

  private factorOf(agent: number): number {
    return this.factors[Math.min(this.number[agent]!, this.factors.length - 1)]!
  }

  private settle(agent: number, nowMs: number): void {
    const doneMs = (nowMs - this.settledAtMs[agent]!) / this.factorOf(agent)
    for (let slot = this.first[agent]!; slot >= 0; slot = this.next[slot]!) {
      this.leftMs[slot] = Math.max(0, this.leftMs[slot]! - doneMs)
    }
    this.settledAtMs[agent] = nowMs
  }

  private tell(agent: number, nowMs: number): void {
    const factor = this.factorOf(agent)
    for (let slot = this.first[agent]!; slot >= 0; slot = this.next[slot]!) {
      this.move(slot, nowMs + Math.round(this.leftMs[slot]! * factor))
    }
  }
}
