/**
 * A small centre of any shape, as data that both sides read: the chain (centre-chain.ts), which knows nothing of the engine,
 * and the scenario (centre-scenario.ts), which a user might have written. Times are in mean handling times, roughly.
 */

/** A law of handling times made of exponential stages: one branch is exponential (k 1) or Erlang, several hyperexponential. */
export type StagedLaw = readonly { readonly weight: number; readonly mean: number; readonly k: number }[]

/** Some come again with this chance, after an exponential time, so often at most. */
export interface Comeback {
  readonly chance: number
  readonly after: number
  readonly most: number
}

/** Customers of one tier in one queue. */
export interface TierShare {
  readonly share: number
  /** Mean patience; 0: nobody gives up. */
  readonly patience: number
}

export interface SmallQueue {
  /** Contacts in a unit of time. */
  readonly rate: number
  /** Sizes of batches, each as likely as its weight. */
  readonly batch: readonly { readonly size: number; readonly weight: number }[]
  /** By tier. With batches only one tier has a share. */
  readonly tiers: readonly TierShare[]
  readonly band: number
  readonly units: number
  readonly isExclusive: boolean
  readonly requires: Readonly<Record<string, number>>
  readonly prefers: Readonly<Record<string, number>>
  /** Pools whose agents are kept free for others. */
  readonly keepFree: Readonly<Record<string, number>>
  /** 0: as many as come. */
  readonly maxWaiting: number
  /** `[from so many waiting, share that turns away]`, ascending. */
  readonly balking: readonly (readonly [number, number])[]
  readonly redial: Comeback | null
  readonly repeat: Comeback | null
  /** Share of the conversations that resolve the issue. */
  readonly resolution: number
  /** Share of those who wait that the bot solves, if nobody is faster. */
  readonly containment: number
  readonly service: StagedLaw
  /** Mean time of notes; 0: none. */
  readonly wrapUp: number
}

export interface SmallPool {
  readonly agents: number
  readonly capacity: number
  /** The queues that they serve. */
  readonly queues: readonly number[]
  readonly skills: Readonly<Record<string, number>>
  /** By queue: how many times as long the service takes. */
  readonly pace: readonly number[]
}

export type WorkOrder = 'standing' | 'queueLength' | 'fit'
export type AgentOrder =
  | 'preferredSkills'
  | 'mostSkilled'
  | 'leastSkilled'
  | 'load'
  | 'longestIdle'
  | 'roundRobin'

export interface SmallCentre {
  readonly queues: readonly SmallQueue[]
  readonly pools: readonly SmallPool[]
  /** `standing` comes last, whether it is named or not. */
  readonly workOrder: WorkOrder
  readonly agentOrder: readonly AgentOrder[]
  /** Of two tiers the one with the larger number goes first, but for bands. */
  readonly precedence: readonly number[]
  /** 0: as many as it takes. */
  readonly lines: number
  /** By number of conversations, from 1: how many times as long each takes then. */
  readonly slowdown: readonly number[]
  /** Mean time in which the bot solves what it can. */
  readonly botDelay: number
  /** Mean time from an offer to its acceptance; 0: contacts are assigned without asking. */
  readonly ring: number
}

/**
 * One contact a unit of time, one at a time, each served in one on average, from everybody who serves the
 * queue, but for what is stated.
 */
export function plainQueue(parts: Partial<SmallQueue> = {}): SmallQueue {
  return {
    rate: 1,
    batch: [{ size: 1, weight: 1 }],
    tiers: [{ share: 1, patience: 0 }],
    band: 0,
    units: 1,
    isExclusive: true,
    requires: {},
    prefers: {},
    keepFree: {},
    maxWaiting: 0,
    balking: [],
    redial: null,
    repeat: null,
    resolution: 1,
    containment: 0,
    service: [{ weight: 1, mean: 1, k: 1 }],
    wrapUp: 0,
    ...parts,
  }
}
