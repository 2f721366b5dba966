/**
 * Which promise a contact gets: by clock and queue, and where there are rules, by tier, issue and channel.
 * The rules come in the order of promise-defaults.ts; the first that fits counts.
 * Cost: O(rules of the clock and queue), asked once for each category of contacts; built once per policy.
 */
import type { Clocks } from '../time/clocks.js'
import type { Traits } from '../contacts/categories.js'
import type { NormalPolicy } from './normal-policy.js'
import { CLOCKS } from './promise-defaults.js'

/** By index: 1 for what fits; undefined: it does not matter. Issues count from 1, 0 is none. */
interface Rule {
  readonly tiers: Uint8Array | undefined
  readonly issues: Uint8Array | undefined
  readonly channels: Uint8Array | undefined
  readonly promise: number
}

const NONE = -1

export class PromiseTable {
  /** Queue x clocks + clock -> what is promised to whom. */
  private readonly rules: readonly (readonly Rule[])[]

  /** Interns every promise of the policy; its calendars must be known. */
  constructor(policy: NormalPolicy, clocks: Clocks) {
    const bits = (names: readonly string[] | null, all: readonly string[]): Uint8Array | undefined =>
      names === null ? undefined : Uint8Array.from(all, (name) => (names.includes(name) ? 1 : 0))
    const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name)
    const [tiers, issues, channels] = [policy.tiers, policy.issues, policy.channels].map(namesOf)
    this.rules = policy.queues.flatMap((queue) =>
      CLOCKS.map((clock) =>
        queue.promises[clock].map((rule) => ({
          tiers: bits(rule.tiers, tiers!),
          issues: bits(rule.issues, ['', ...issues!]),
          channels: bits(rule.channels, channels!),
          promise: rule.promise === null ? NONE : clocks.intern(rule.promise),
        })),
      ),
    )
  }

  /** The promise of a clock, by its number, to contacts in a queue; -1 for none. */
  of(clock: number, { queue, tier, issue, channel }: Traits): number {
    const rule = this.rules[queue * CLOCKS.length + clock]!.find(
      ({ tiers, issues, channels }) =>
        (tiers === undefined || tiers[tier] === 1) &&
        (issues === undefined || issues[issue] === 1) &&
        (channels === undefined || channels[channel] === 1),
    )
    return rule?.promise ?? NONE
  }
}
