/**
 * Where promises are stated in a policy: everywhere in turn, for checks that look at all of them.
 * **cost** O(promises); allocates. **order** of the policy, then of its queues.
 */
import { entries, type Path, type PolicyParts, type SoundParts } from './policy-parts.js'
import { CLOCKS, unstated } from './promise-defaults.js'
import { presetPromises } from './promise-presets.js'
import type { ClockName, PresetSpec, PromiseSpec, RuleSpec } from './promise-spec.js'

export type PromiseParts = SoundParts<PromiseSpec>
export type RuleParts = SoundParts<RuleSpec>

export interface Stated {
  readonly clock: ClockName
  readonly path: Path
  /** Undefined: off, or refused. `on` is an empty promise. */
  readonly terms: PromiseParts
  /** The queue whose promise it is; undefined: the policy's. */
  readonly queue: string | undefined
}

/** Every promise that is stated; with `all`, those of presets and by default as well. */
export function statedPromises(policy: PolicyParts, all = false): Stated[] {
  const found: Stated[] = []
  const presets = (policy.presets ?? []).filter((preset) => preset !== undefined) as readonly PresetSpec[]
  const preset = all ? presetPromises(presets) : {}
  for (const clock of CLOCKS) {
    const isStated = policy.promises !== undefined && clock in policy.promises
    if (!isStated && !all) continue
    const promise = isStated ? policy.promises[clock] : (preset[clock] ?? unstated(clock))
    found.push({ clock, path: ['promises', clock], terms: termsOf(promise), queue: undefined })
  }
  for (const [queue, parts] of entries(policy.queues)) {
    for (const [clock, promise] of entries(parts?.promises)) {
      const path = ['queues', queue, 'promises', clock]
      found.push({ clock: clock as ClockName, path, terms: termsOf(promise), queue })
    }
  }
  return found
}

/** The rules of a promise. */
export function rulesOf(terms: PromiseParts): readonly RuleParts[] {
  return terms?.by ?? []
}

function termsOf(promise: PromiseParts | 'on' | 'off'): PromiseParts {
  return promise === 'on' ? {} : promise === 'off' ? undefined : promise
}
