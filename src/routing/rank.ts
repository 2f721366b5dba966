/**
 * How well an agent suits a contact: named integer terms, compared as a tuple in the order that the policy states.
 * Terms that a group shares are looked up in a small cache by demand and group; the others are columns of the roster.
 * Every value is "smaller is better". Terms that cannot differ for a demand are left out when it is first seen.
 * **Cost** O(terms) a comparison; allocates never. **Order** the tuple, then sign-in: total.
 */
import type { Demand } from './demand.js'
import type { Feasibility } from './feasible.js'
import { metCount } from './need.js'
import { AGENT_MEASURES, type Group, type Roster } from './roster.js'

/** What a policy may compare agents by, beside sign-in: rule 23 of docs/rules.md. */
export const AGENT_TERMS = [
  'preferred',
  'region',
  'preferredSkills',
  'mostSkilled',
  'leastSkilled',
  ...AGENT_MEASURES,
] as const

/** What agents are compared by: rule 23 of docs/rules.md. */
export type AgentTerm = (typeof AGENT_TERMS)[number]

/** Every term there is, in the numbering used here. `fit` and `ring` are set before a policy's own. */
export const TERMS = ['fit', 'ring', ...AGENT_TERMS, 'signIn'] as const

export type Term = (typeof TERMS)[number]

/** Indexes into {@link TERMS}, most important first; always ends in `signIn`. */
export type TermList = Uint8Array

const FIT = 0
const RING = 1
const PREFERRED = 2
const REGION = 3
const PREFERRED_SKILLS = 4
const MOST_SKILLED = 5
const LEAST_SKILLED = 6
const EMOTIONAL_LOAD = 7
const LOAD = 8
const HANDLED = 9
const LONGEST_IDLE = 10
const ROUND_ROBIN = 11

/** What decides which terms can differ between agents for a demand. */
export interface TermScope {
  readonly fitFirst: boolean
  readonly isRelaxed: boolean
  readonly hasRegion: boolean
  readonly hasPreferredSkills: boolean
  readonly hasSkills: boolean
}

/** The terms to compare for a demand, of an order. */
export function termsOf(order: readonly AgentTerm[], scope: TermScope): TermList {
  const names: Term[] = []
  if (scope.fitFirst) names.push('fit')
  if (scope.isRelaxed) names.push('ring')
  for (const term of order) {
    if (term === 'region' && !scope.hasRegion) continue
    if (term === 'preferredSkills' && !scope.hasPreferredSkills) continue
    if (term === 'mostSkilled' && !scope.hasSkills) continue
    names.push(term)
  }
  names.push('signIn')
  return Uint8Array.from(names, (name) => TERMS.indexOf(name))
}

/**
 * Whether the first term is the key of the roster's lines of free agents, so that keys alone decide between agents who are
 * neither dedicated nor the last. Loads are compared across capacities: there the key is only a part.
 */
export function isKeyFirst(terms: TermList): boolean {
  const first = terms[0] === PREFERRED ? terms[1]! : terms[0]!
  return first > LEAST_SKILLED && first !== LOAD
}

const CACHE_BITS = 14
const CACHE_SIZE = 1 << CACHE_BITS

export class Ranking {
  private readonly roster: Roster
  private readonly feasibility: Feasibility
  private readonly distance: readonly (readonly number[])[]
  private readonly cacheKey = new Float64Array(CACHE_SIZE)
  private readonly cacheValue = new Int32Array(CACHE_SIZE)

  constructor(roster: Roster, feasibility: Feasibility, distance: readonly (readonly number[])[]) {
    this.roster = roster
    this.feasibility = feasibility
    this.distance = distance
  }

  /** Forgets what was known of groups; to be called when a group slot is given to others. */
  forgetGroups(): void {
    this.cacheKey.fill(0)
  }

  /** Whether agent `a` suits the demand better than agent `b`. `dedicated` and `last` are agent slots or -1. */
  isBetter(demand: Demand, dedicated: number, last: number, a: number, b: number): boolean {
    const { terms } = demand
    const { roster } = this
    const groupA = roster.groups[roster.group[a]!]!
    const groupB = roster.groups[roster.group[b]!]!
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i]!
      let difference: number
      if (term === LOAD) {
        const loadA = (roster.usedUnits[a]! + roster.emotionalLoad[a]!) * groupB.profile.capacityUnits
        difference = loadA - (roster.usedUnits[b]! + roster.emotionalLoad[b]!) * groupA.profile.capacityUnits
      } else if (term === PREFERRED) {
        difference = preference(a, dedicated, last) - preference(b, dedicated, last)
      } else if (term <= LEAST_SKILLED) {
        difference =
          groupA === groupB ? 0 : this.shared(demand, groupA, term) - this.shared(demand, groupB, term)
      } else {
        difference = this.own(a, term) - this.own(b, term)
      }
      if (difference !== 0) return difference < 0
    }
    return false
  }

  /** Skills that agents of a group would leave unused. */
  fit(demand: Demand, group: Group): number {
    return this.shared(demand, group, FIT)
  }

  /** The value of a term, for explanations; `load` in millionths of the capacity. */
  value(demand: Demand, dedicated: number, last: number, agent: number, term: number): number {
    const { roster } = this
    const group = roster.groups[roster.group[agent]!]!
    if (term === PREFERRED) return preference(agent, dedicated, last)
    if (term === LOAD) {
      const load = roster.usedUnits[agent]! + roster.emotionalLoad[agent]!
      return Math.round((load * 1_000_000) / group.profile.capacityUnits)
    }
    return term <= LEAST_SKILLED ? this.shared(demand, group, term) : this.own(agent, term)
  }

  private own(agent: number, term: number): number {
    const { roster } = this
    switch (term) {
      case EMOTIONAL_LOAD:
        return roster.emotionalLoad[agent]!
      case HANDLED:
        return roster.handled[agent]!
      case LONGEST_IDLE:
        return roster.idleSinceMs[agent]!
      case ROUND_ROBIN:
        return roster.lastTaken[agent]!
      default:
        return roster.signIn[agent]!
    }
  }

  private shared(demand: Demand, group: Group, term: number): number {
    if (term === LEAST_SKILLED) return group.levelSum
    if (term === REGION) {
      return group.profile.region < 0 ? 0 : this.distance[demand.region]![group.profile.region]!
    }
    const key = (demand.stamp * 8 + term) * 16_777_216 + group.slot
    const at = (demand.stamp * 40_503 + group.slot * 8 + term) & (CACHE_SIZE - 1)
    if (this.cacheKey[at] === key) return this.cacheValue[at]!
    const value = this.computed(demand, group, term)
    this.cacheKey[at] = key
    this.cacheValue[at] = value
    return value
  }

  private computed(demand: Demand, group: Group, term: number): number {
    const { chain } = demand
    const { levels } = group.profile
    switch (term) {
      case FIT: {
        let used = 0
        for (const skill of chain.skills) if (levels[skill]! > 0) used++
        return group.skillCount - used
      }
      case RING:
        return this.ring(demand, group)
      case PREFERRED_SKILLS:
        return 0 - metCount(chain.need.prefers, levels)
      case MOST_SKILLED: {
        let sum = 0
        for (const skill of chain.skills) sum += levels[skill]!
        return 0 - sum
      }
      default:
        return 0
    }
  }

  /** The first step of the demand's chain at which the group could serve. */
  private ring(demand: Demand, group: Group): number {
    const { chain, channel, region, step } = demand
    for (let earlier = 0; earlier < step; earlier++) {
      const { need, limit } = chain.steps[earlier]!
      const traits = { ...demand.traits, all: need.all, any: need.any, region, limit, channel }
      if (this.feasibility.meetsAll(traits, group.profile)) return earlier
    }
    return step
  }
}

function preference(agent: number, dedicated: number, last: number): number {
  return agent === dedicated ? 0 : agent === last ? 1 : 2
}
