/**
 * Compiled, never run: what must compile, what must not, and which names come out.
 * `definePolicy` infers the names of a policy, commands take only those, and spec and schema describe the same thing.
 */
import { expectTypeOf } from 'vitest'
import type { z } from 'zod'
import type { AgentSignIn, Command, ContactArrive, PolicyReplace } from '../../src/engine/commands/command.js'
import { type NamesOf, type Policy, definePolicy, parsePolicy } from '../../src/engine/policy/policy.js'
import type { policySpecSchema } from '../../src/engine/policy/policy-schema.js'
import type { DefaultIssue, DefaultTier, Names, PolicySpec } from '../../src/engine/policy/policy-spec.js'

// The names are those that the policy defines.
const full = definePolicy({
  channels: { phone: { exclusive: true }, chat: {} },
  skills: ['kitchen', 'senior', 'french'],
  queues: {
    support: {
      requires: { kitchen: 50 },
      requiresAny: [{ french: 1, senior: 2 }],
      channels: ['phone'],
      keepFree: { seniors: 1 },
      relax: [{ afterMs: 60_000, drop: ['french'], lower: { kitchen: 20 }, regionWithin: 'any' }],
    },
    sales: {},
  },
  tiers: { gold: { headStartMs: 10 }, silver: {} },
  issues: { broken: { requires: { senior: 10 } } },
  regions: ['north', 'south'],
  regionDistance: { north: { south: 3 } },
  pools: ['seniors'],
  calendars: { office: { zone: 'UTC', weekly: { 'mon-fri': ['09:00-17:00'] } } },
  emotion: { angry: { requires: { senior: 1 } } },
  defaultTier: 'silver',
  presets: ['afterSales', { twoTrackAnswer: { afterMs: 120_000 } }],
  promises: {
    resolution: { breachMs: 9, hours: 'office', by: [{ issue: 'broken', queue: ['sales'], off: true }] },
  },
  fallback: { retired: 'sales' },
})
type Full = NamesOf<typeof full>
expectTypeOf<Full['channel']>().toEqualTypeOf<'phone' | 'chat'>()
expectTypeOf<Full['skill']>().toEqualTypeOf<'kitchen' | 'senior' | 'french'>()
expectTypeOf<Full['queue']>().toEqualTypeOf<'support' | 'sales'>()
expectTypeOf<Full['tier']>().toEqualTypeOf<'gold' | 'silver'>()
expectTypeOf<Full['issue']>().toEqualTypeOf<'broken'>()
expectTypeOf<Full['region']>().toEqualTypeOf<'north' | 'south'>()
expectTypeOf<Full['pool']>().toEqualTypeOf<'seniors'>()
expectTypeOf<Full['calendar']>().toEqualTypeOf<'office'>()

// What a policy leaves out has the default names, or none.
const small = definePolicy({ channels: { chat: {} }, skills: [], queues: { main: {} } })
type Small = NamesOf<typeof small>
expectTypeOf<Small['skill']>().toEqualTypeOf<never>()
expectTypeOf<Small['tier']>().toEqualTypeOf<DefaultTier>()
expectTypeOf<Small['issue']>().toEqualTypeOf<DefaultIssue>()
expectTypeOf<Small['region']>().toEqualTypeOf<never>()
expectTypeOf<Small['pool']>().toEqualTypeOf<never>()
expectTypeOf<Small['calendar']>().toEqualTypeOf<never>()

// A policy read from a file knows its names as strings only.
expectTypeOf<NamesOf<ReturnType<typeof parsePolicy>>>().toEqualTypeOf<Names>()

// @ts-expect-error: the names of what is no policy
export type NoPolicy = NamesOf<Names>

const rest = { channels: { chat: {} }, skills: ['kitchen', 'senior'], queues: { main: {} } } as const
const { channels, skills, queues } = rest

// @ts-expect-error: a misspelt skill in a queue
definePolicy({ channels, skills, queues: { main: { requires: { kichen: 1 } } } })
// @ts-expect-error: a misspelt skill in an alternative
definePolicy({ channels, skills, queues: { main: { requiresAny: [{ kichen: 1 }] } } })
// @ts-expect-error: a misspelt skill in a preference
definePolicy({ channels, skills, queues: { main: { prefers: { kichen: 1 } } } })
// @ts-expect-error: a misspelt skill that is dropped
definePolicy({ channels, skills, queues: { main: { relax: [{ afterMs: 1, drop: ['kichen'] }] } } })
// @ts-expect-error: a misspelt skill that is lowered
definePolicy({ channels, skills, queues: { main: { relax: [{ afterMs: 1, lower: { kichen: 1 } }] } } })
// @ts-expect-error: an unknown channel of a queue
definePolicy({ channels, skills, queues: { main: { channels: ['phone'] } } })
// @ts-expect-error: an unknown pool
definePolicy({ channels, skills, queues: { main: { keepFree: { juniors: 1 } } }, pools: ['seniors'] })
// @ts-expect-error: a misspelt skill in an issue
definePolicy({ channels, skills, queues, issues: { repair: { requires: { kichen: 1 } } } })
// @ts-expect-error: a misspelt skill in an emotion class
definePolicy({ channels, skills, queues, emotion: { angry: { prefers: { kichen: 1 } } } })
// @ts-expect-error: an unknown region in the first place
definePolicy({ channels, skills, queues, regions: ['north'], regionDistance: { nord: { north: 1 } } })
// @ts-expect-error: an unknown region in the second place
definePolicy({ channels, skills, queues, regions: ['north'], regionDistance: { north: { nord: 1 } } })
// @ts-expect-error: an unknown default tier among the default tiers
definePolicy({ channels, skills, queues, defaultTier: 'gold' })
// @ts-expect-error: an unknown default tier among stated ones
definePolicy({ channels, skills, queues, tiers: { gold: {} }, defaultTier: 'regular' })
// @ts-expect-error: a fallback to an unknown queue
definePolicy({ channels, skills, queues, fallback: { retired: 'mian' } })
// @ts-expect-error: an unknown key
definePolicy({ channels, skills, queues, queue: {} })
// @ts-expect-error: an unknown key of a queue
definePolicy({ channels, skills, queues: { main: { headStart: 1 } } })
// @ts-expect-error: an unknown work term
definePolicy({ channels, skills, queues, workOrder: ['age', 'standing'] })
// @ts-expect-error: an unknown agent term
definePolicy({ channels, skills, queues: { main: { agentOrder: ['longest'] } } })
// @ts-expect-error: an unknown action
definePolicy({ channels, skills, queues, promises: { queueWait: { breachMs: 1, onBreach: ['bot'] } } })
// @ts-expect-error: an unknown clock
definePolicy({ channels, skills, queues, promises: { queueWaits: { breachMs: 1 } } })
// @ts-expect-error: an unknown calendar of a promise
definePolicy({ channels, skills, queues, promises: { resolution: { hours: 'office' } } })
const calendars = { office: { zone: 'UTC', weekly: {} } } as const
// @ts-expect-error: a misspelt calendar of a queue
definePolicy({ channels, skills, calendars, queues: { main: { hours: 'ofice' } } })
// @ts-expect-error: an unknown tier in a rule
definePolicy({ channels, skills, queues, promises: { firstReply: { by: [{ tier: 'gold', breachMs: 1 }] } } })
const fax = { firstReply: { by: [{ channel: 'fax' }] } } as const
// @ts-expect-error: an unknown channel in a rule of a queue
definePolicy({ channels, skills, queues: { main: { promises: fax } } })
// @ts-expect-error: a queue's own rule names no queue
definePolicy({ channels, skills, queues: { main: { promises: { firstReply: { by: [{ queue: 'a' }] } } } } })
// @ts-expect-error: an unknown preset
definePolicy({ channels, skills, queues, presets: ['afterSale'] })
// @ts-expect-error: a policy without queues
definePolicy({ channels, skills })

// Commands take the names of the policy, and no others.
export const arrival: ContactArrive<Full> = {
  type: 'contact.arrive',
  atMs: 0,
  queue: 'support',
  channel: 'phone',
  issue: 'broken',
  tier: 'gold',
  region: 'north',
  requires: { french: 1 },
}
export const agent: AgentSignIn<Full> = {
  type: 'agent.signIn',
  atMs: 0,
  agentId: 'ada',
  skills: { kitchen: 80 },
  queues: ['support'],
  region: 'south',
  pool: 'seniors',
}
// @ts-expect-error: a misspelt queue
export const wrongQueue: Command<Full> = { type: 'contact.arrive', atMs: 0, queue: 'suport', channel: 'chat' }
// @ts-expect-error: an unknown tier
export const wrongTier: ContactArrive<Full> = { ...arrival, tier: 'core' }
// @ts-expect-error: a misspelt skill
export const wrongSkill: AgentSignIn<Full> = { ...agent, skills: { kichen: 1 } }

// Without regions and pools in the policy, commands have none.
export const plainArrival: ContactArrive<Small> = {
  type: 'contact.arrive',
  atMs: 0,
  queue: 'main',
  channel: 'chat',
}
export const plainAgent: AgentSignIn<Small> = { type: 'agent.signIn', atMs: 0, agentId: 'ada', skills: {} }
// @ts-expect-error: the policy defines no regions
export const noRegion: ContactArrive<Small> = { ...plainArrival, region: 'north' }
// @ts-expect-error: the policy defines no pools
export const noPool: AgentSignIn<Small> = { ...plainAgent, pool: 'seniors' }

// A policy with narrow names is a policy with any names, not the other way round.
export const replacement: PolicyReplace = { type: 'policy.replace', atMs: 0, policy: full }
export const anyNames: Policy = full
// @ts-expect-error: `support` is not known to a policy from a file
export const narrowed: Policy<Full> = parsePolicy({})

// Spec and schema describe the same values, `readonly` and explicit `undefined` apart.
type Plain<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : { -readonly [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
type FromSpec = Plain<PolicySpec>
type FromSchema = Plain<z.input<typeof policySpecSchema>>
export const schemaTakesSpec = (spec: FromSpec): FromSchema => spec
export const specTakesSchema = (input: FromSchema): FromSpec => input
type Keys<T> = T extends readonly (infer Item)[]
  ? Keys<Item>
  : T extends object
    ? { [Key in keyof T]-?: Keys<Exclude<T[Key], undefined>> }
    : T
expectTypeOf<Keys<FromSpec>>().toEqualTypeOf<Keys<FromSchema>>()
