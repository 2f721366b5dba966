/**
 * Standing: how long a contact is treated as having waited, in 1/100 ms so that whole percentages of ageing stay exact.
 * standing(now) = 100 x headStart + rate x (now - virtual enqueue time); after the ageing cap the rate is 100.
 * Kept as a key that does not move while the rate stays: key = rate x virtual enqueue time - 100 x headStart, and
 * standing = rate x now - key. All are integers below 2^53 for instants up to 2^42, rates up to 1000 and head starts
 * up to 2^31 ms, so comparisons are exact. Cost: a few multiplications; allocates never.
 */

/** The rate, in percent, at which standing grows once the ageing cap is reached. */
export const CAPPED_RATE = 100

/** The lane key of a contact that ages at `rate` percent. */
export function laneKey(rate: number, virtualAtMs: number, headStartMs: number): number {
  return rate * virtualAtMs - 100 * headStartMs
}

/** The lane key, in a lane of rate 100, of a contact that aged at `rate` percent until it had waited `capMs`. */
export function cappedLaneKey(rate: number, virtualAtMs: number, headStartMs: number, capMs: number): number {
  return CAPPED_RATE * virtualAtMs - 100 * headStartMs - (rate - CAPPED_RATE) * capMs
}

/** Standing at `atMs`, before or after the cap (Infinity for none) alike: an exact integer for whole instants. */
export function standingAt(
  rate: number,
  virtualAtMs: number,
  headStartMs: number,
  capMs: number,
  atMs: number,
): number {
  const waitedMs = atMs - virtualAtMs
  return 100 * headStartMs + rate * Math.min(waitedMs, capMs) + CAPPED_RATE * Math.max(0, waitedMs - capMs)
}
