/**
 * Guards against programmer errors: time that runs backwards, a corrupt slot, a broken invariant.
 * Always on, because a routing engine that goes on after such a fault assigns the wrong people in silence.
 * Cost: one branch; allocates only when it throws. Bad configuration and expected outcomes never come here.
 */

/** Thrown when the caller or this library itself has broken a rule that no input could break. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Throws an {@link InvariantError} with `message` unless `condition` holds. Keep `message` a constant on hot paths. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}
