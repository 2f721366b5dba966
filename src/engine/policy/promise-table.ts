/**
 * Which promise a contact gets: by clock and queue, and where there are rules, by tier, issue and channel.
 * The rules come in the order of promise-defaults.ts; the first that fits counts.
 * Cost: one read where a queue promises the same to everybody, else O(rules of the clock and queue); built once per policy.
 */
import type { Clocks } from '../time/clocks.js'
import type { Contacts } from '../contacts/contacts.js'
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
  /** Clock x queues + queue -> a promise, -1 for none, or -2 - n for list n of `rules`. */
  private readonly promises: Int32Array
  private readonly rules: (readonly Rule[])[] = []
  private readonly queues: number

  /** Interns every promise of the policy; its calendars must be known. */
  constructor(policy: NormalPolicy, clocks: Clocks) {
    this.queues = policy.queues.length
    this.promises = new Int32Array(CLOCKS.length * this.queues).fill(NONE)
    const bits = (names: readonly string[] | null, all: readonly string[]): Uint8Array | undefined =>
      names === null ? undefined : Uint8Array.from(all, (name) => (names.includes(name) ? 1 : 0))
    const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name)
    const [tiers, issues, channels] = [policy.tiers, policy.issues, policy.channels].map(namesOf)
    policy.queues.forEach((queue, q) =>
      CLOCKS.forEach((clock, kind) => {
        const rules = queue.promises[clock].map((rule): Rule => ({
          tiers: bits(rule.tiers, tiers!),
          issues: bits(rule.issues, ['', ...issues!]),
          channels: bits(rule.channels, channels!),
          promise: rule.promise === null ? NONE : clocks.intern(rule.promise),
        }))
        if (rules.length === 0) return
        this.promises[kind * this.queues + q] =
          rules.length === 1 ? rules[0]!.promise : -1 - this.rules.push(rules)
      }),
    )
  }

  /** The promise of a clock, by its number, to a contact in a queue; -1 for none. */
  of(kind: number, contacts: Contacts, contact: number): number {
    const promise = this.promises[kind * this.queues + contacts.queueOf(contact)]!
    return promise >= NONE ? promise : this.byRules(-2 - promise, contacts, contact)
  }

  private byRules(list: number, contacts: Contacts, contact: number): number {
    for (const { tiers, issues, channels, promise } of this.rules[list]!) {
      if (tiers !== undefined && tiers[contacts.tierOf(contact)] === 0) continue
      if (issues !== undefined && issues[contacts.issueOf(contact)] === 0) continue
      if (channels !== undefined && channels[contacts.channelOf(contact)] === 0) continue
      return promise
    }
    return NONE
  }
}
