/**
 * The naive twin of `Slots`: a list of lives per slot and a stack of free slots.
 * It remembers every handle it ever gave out, so that a stale one is known by name rather than by arithmetic.
 */
import type { Slots } from '../../../src/base/slots.js'

export class SlotsModel implements Pick<
  Slots,
  'allocate' | 'release' | 'isLive' | 'handleOf' | 'slotOf' | 'live' | 'highWater'
> {
  /** How often each slot was allocated so far. */
  private readonly lives: number[] = []
  private readonly free: number[] = []
  private readonly slotByHandle = new Map<number, number>()

  get live(): number {
    return this.slotByHandle.size
  }

  get highWater(): number {
    return this.lives.length
  }

  allocate(): number {
    const slot = this.free.pop() ?? this.lives.length
    this.lives[slot] = (this.lives[slot] ?? 0) + 1
    this.slotByHandle.set(this.lives[slot] * 2 ** 24 + slot, slot)
    return slot
  }

  release(slot: number): void {
    this.slotByHandle.delete(this.handleOf(slot))
    this.free.push(slot)
  }

  isLive(slot: number): boolean {
    return [...this.slotByHandle.values()].includes(slot)
  }

  handleOf(slot: number): number {
    for (const [handle, owner] of this.slotByHandle) if (owner === slot) return handle
    throw new Error('not live')
  }

  slotOf(handle: number): number {
    return this.slotByHandle.get(handle) ?? -1
  }
}
