import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ShelvedLines } from '../../src/base/shelved-lines.js'
import { Shelves } from '../../src/base/shelves.js'
import { Stream } from '../../src/base/prng.js'
import { IndexedHeapModel } from '../model/base/base-indexed-heap.js'

const LINES = 2
const SLOTS = 150
/** Shelves of sixteen, small ones of four, so that all that can happen to shelves happens soon. */
const BITS = 4
const SMALL_BITS = 2

function put(lines: ShelvedLines, line: number, slot: number, key: number): void {
  lines.setKey(slot, key)
  lines.insert(line, slot)
}

const tie = fc.integer({ min: 0, max: 2 })

/** Keys that come from below, that are mostly equal, that lie very far apart, or that are spread unevenly. */
const keys = fc.constantFrom(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(7, 7, 7, 7, 8),
  fc.maxSafeInteger(),
  fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(-(2 ** 53), 2 ** 53, 2 ** 32, 2 ** 32 + 1)),
)

const run = keys.chain((key) =>
  fc.array(
    fc.record({
      type: fc.constantFrom(...(['insert', 'insert', 'insert', 'pop', 'remove', 'remove'] as const)),
      line: fc.constantFrom(0, 0, 0, LINES - 1),
      pick: fc.nat(),
      key,
      ties: fc.tuple(tie, tie),
    }),
    { minLength: 40, maxLength: 300, size: 'max' },
  ),
)

/** First many come, then everything happens. */
const runs = fc
  .tuple(run, run)
  .map(([first, second]) => [...first.map((command) => ({ ...command, type: 'insert' as const })), ...second])

test('lines that share their shelves agree with the naive twin after every command', () => {
  fc.assert(
    fc.property(runs, (commands) => {
      const shelves = new Shelves(BITS, SMALL_BITS)
      const lines = new ShelvedLines(shelves)
      lines.ensureSlots(SLOTS)
      lines.ensureLines(LINES)
      const columns = { ties: [new Float64Array(SLOTS), new Float64Array(SLOTS)] }
      const models = Array.from({ length: LINES }, () => new IndexedHeapModel(columns))
      const check = (line: number): void => {
        lines.checkInvariants(line)
        expect(lines.isEmpty(line)).toBe(models[line]!.size === 0)
        if (models[line]!.size === 0) return
        const place = lines.headOf(line)
        expect([shelves.slots[place], shelves.keys[place]]).toEqual([
          models[line]!.peek(),
          models[line]!.peekKey(),
        ])
      }
      for (const { type, line, pick, key, ties } of commands) {
        const model = models[line]!
        if (type === 'insert') {
          const slot = pick % SLOTS
          if (lines.lineOf(slot) >= 0) continue
          columns.ties.forEach((column, i) => (column[slot] = ties[i]!))
          lines.setTies(slot, ...ties)
          put(lines, line, slot, key)
          model.insert(slot, key)
          expect([lines.keyOf(slot), lines.firstTieOf(slot), lines.secondTieOf(slot)]).toEqual([key, ...ties])
        } else if (model.size > 0) {
          const { slot } = model.sorted()[type === 'pop' ? 0 : pick % model.size]!
          expect(lines.lineOf(slot)).toBe(line)
          expect(lines.remove(slot)).toBe(slot === model.peek())
          model.remove(slot)
          expect(lines.lineOf(slot)).toBe(-1)
        }
        check(line)
      }
      for (let line = 0; line < LINES; line++) {
        const model = models[line]!
        const found: [number, number][] = []
        lines.each(line, (slot, key) => found.push([slot, key]))
        const expected = model.sorted().map(({ slot, key }) => [slot, key])
        expect(found.toSorted(([a], [b]) => a - b)).toEqual(expected.toSorted((a, b) => a[0]! - b[0]!))
        while (model.size > 0) {
          lines.remove(model.pop())
          check(line)
        }
      }
      // Every shelf has been given back, but for those cut into small ones, and these as well.
      expect(shelves.unusedSmall * shelves.smallRoom).toBe(shelves.inUse * shelves.room)
    }),
  )
})

test('shelves follow what is live: of a long line that melts away at random, few are left', () => {
  const shelves = new Shelves(5, 2)
  const lines = new ShelvedLines(shelves)
  lines.ensureSlots(20_000)
  lines.ensureLines(1)
  for (let slot = 0; slot < 20_000; slot++) put(lines, 0, slot, slot)
  // Who comes behind all others fills shelf after shelf.
  expect(shelves.inUse).toBeLessThan(20_000 / 32 + 3)
  for (let i = 0; i < 20_000; i++) if (i % 100 !== 0) lines.remove((i * 7_919) % 20_000)
  lines.checkInvariants(0)
  let left = 0
  lines.each(0, () => left++)
  expect(left).toBe(200)
  expect(shelves.inUse).toBeLessThan(60)
})

/** Counts pieces of work. */
class CountedShelves extends Shelves {
  pieces = 0

  override order(shelf: number): boolean {
    const hasMore = super.order(shelf)
    if (hasMore) this.pieces++
    return hasMore
  }

  override touch(from: number, end: number, line: number): number {
    this.pieces++
    return super.touch(from, end, line)
  }
}

test('one who comes or leaves causes a few pieces of work, never a whole shelf of them', () => {
  const shelves = new CountedShelves()
  const lines = new ShelvedLines(shelves)
  lines.ensureSlots(4_000)
  lines.ensureLines(1)
  const stream = Stream.named(1, 1, 'shelves')
  const key = (now: number): number => now - Math.floor(stream.uniform() * 1_000)
  for (let slot = 0; slot < 4_000; slot++) put(lines, 0, slot, key(slot))
  let all = 0
  let most = 0
  // Until the first shelves have been passed, which were begun before anything was foreseen.
  for (let now = 4_000; now < 40_000; now++) {
    shelves.pieces = 0
    const head = shelves.slots[lines.headOf(0)]!
    lines.remove(head)
    put(lines, 0, head, key(now))
    if (now < 5_000) continue
    all += shelves.pieces
    most = Math.max(most, shelves.pieces)
  }
  lines.checkInvariants(0)
  expect(all).toBeGreaterThan(1_000)
  expect(most).toBeLessThanOrEqual(4)
})

test('thousands under one key are in the order of their ties', () => {
  const shelves = new Shelves(3, 1)
  const lines = new ShelvedLines(shelves)
  lines.ensureSlots(3_000)
  lines.ensureLines(1)
  for (let slot = 0; slot < 3_000; slot++) {
    lines.setTies(slot, (slot * 7) % 10, (slot * 617) % 100)
    put(lines, 0, slot, 5)
  }
  lines.checkInvariants(0)
  const inOrder = Array.from({ length: 3_000 }, (_, slot) => slot).toSorted(
    (a, b) => ((a * 7) % 10) - ((b * 7) % 10) || ((a * 617) % 100) - ((b * 617) % 100) || a - b,
  )
  for (const slot of inOrder) {
    expect(shelves.slots[lines.headOf(0)]).toBe(slot)
    lines.remove(slot)
  }
  expect(lines.isEmpty(0)).toBe(true)
})

test('it refuses what is in no line, and keys out of range', () => {
  const lines = new ShelvedLines()
  lines.ensureSlots(100)
  lines.ensureLines(1)
  for (let slot = 0; slot < 50; slot++) put(lines, 0, slot, slot)
  for (const slot of [50, 99]) expect(() => lines.remove(slot)).toThrow('in none')
  for (const key of [2 ** 54, -(2 ** 54), Infinity, Number.NaN]) {
    expect(() => put(lines, 0, 60, key)).toThrow('out of range')
  }
  lines.checkInvariants(0)
})
