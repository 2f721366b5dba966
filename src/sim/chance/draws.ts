/**
 * The uniforms of a random stream, drawn ahead: for what every customer of a queue has.
 * Idea: a block at a time costs half as much as one by one, and no other stream hears of it: what a customer is does not
 * depend on when it was drawn.
 * **cost** O(1), a block of 64 now and then; allocates the block when first asked. **order** that of the stream.
 */
import type { Stream } from '../../base/prng.js'

const BLOCK = 64

export class Draws {
  private readonly stream: Stream
  private block: Float64Array
  private place: number

  /** Nobody else may draw from the stream. */
  constructor(stream: Stream) {
    this.stream = stream
    this.block = new Float64Array(0)
    this.place = 0
  }

  /** The next uniform, as {@link Stream.uniform} gives it. */
  next(): number {
    if (this.place === this.block.length) this.refill()
    return this.block[this.place++]!
  }

  private refill(): void {
    if (this.block.length === 0) this.block = new Float64Array(BLOCK)
    this.stream.drawInto(this.block)
    this.place = 0
  }
}
