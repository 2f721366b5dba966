/**
 * From what a person wrote to a policy that an engine can trust: checked once, every fault at once, defaults filled in.
 */
import type { NormalPolicy } from './normal-policy.js'
import type { Names } from './policy-spec.js'

declare const names: unique symbol

/** A checked policy. Its type carries the names that commands may use. */
export interface Policy<N extends Names = Names> {
  readonly version: number
  readonly normal: NormalPolicy
  readonly [names]?: N
}
