/**
 * Growable typed-array columns: one flat array per attribute, indexed by a dense slot.
 * Idea: an owner calls `x = grownInt32(x, slot + 1)` where slots are born and indexes freely everywhere else.
 * Cost: one comparison while the array is long enough; a copy into a longer one otherwise (`roomFor`),
 * so n growths by one cost O(n) in total. Allocates on growth only.
 * Caveat: growth returns a new array, so a reference kept across it is stale.
 */

/** From so many elements on, doubling would leave too much room unused; and from so many, a quarter would. */
const MANY = 8_192
const VERY_MANY = 65_536

/** `array` itself when it holds `capacity` elements, else a longer copy (`roomFor`), its new part set to `fill`. */
export function grownInt32(array: Int32Array, capacity: number, fill = 0): Int32Array {
  const length = array.length
  if (capacity <= length) return array
  const grown = new Int32Array(roomFor(length, capacity))
  grown.set(array)
  if (fill !== 0) grown.fill(fill, length)
  return grown
}

/**
 * How long an array of this length becomes to have room for so many: twice as long, from 8,192 on by a quarter longer, from
 * 65,536 on by an eighth.
 */
export function roomFor(length: number, capacity: number): number {
  const more = length < MANY ? length : length < VERY_MANY ? length >>> 2 : length >>> 3
  return Math.max(capacity, length + more)
}

/** As {@link grownInt32}, for unsigned 32-bit integers. */
export function grownUint32(array: Uint32Array, capacity: number, fill = 0): Uint32Array {
  const length = array.length
  if (capacity <= length) return array
  const grown = new Uint32Array(roomFor(length, capacity))
  grown.set(array)
  if (fill !== 0) grown.fill(fill, length)
  return grown
}

/**
 * As {@link grownInt32}, for bytes. Clamped ones: once its host has been handed a Buffer (by HTTP, a digest, a
 * child process), V8 checks at each read which kind of `Uint8Array` it has, and throws away code that was compiled
 * for one kind alone.
 */
export function grownUint8(array: Uint8ClampedArray, capacity: number, fill = 0): Uint8ClampedArray {
  const length = array.length
  if (capacity <= length) return array
  const grown = new Uint8ClampedArray(roomFor(length, capacity))
  grown.set(array)
  if (fill !== 0) grown.fill(fill, length)
  return grown
}

/** As {@link grownInt32}, for doubles. */
export function grownFloat64(array: Float64Array, capacity: number, fill = 0): Float64Array {
  const length = array.length
  if (capacity <= length) return array
  const grown = new Float64Array(roomFor(length, capacity))
  grown.set(array)
  if (fill !== 0) grown.fill(fill, length)
  return grown
}

/**
 * As {@link grownInt32}, for strings, '' where there were none; an array that is pushed to keeps half as much
 * again in reserve.
 */
export function grownStrings(array: string[], capacity: number): string[] {
  const length = array.length
  if (capacity <= length) return array
  return Array.from({ length: roomFor(length, capacity) }, (_, i) => array[i] ?? '')
}
