/**
 * Rules that depend on whom something happens to, and the table that a run looks them up in.
 * Idea: contacts that no rule tells apart share a profile (issue, channel, tier), agents a group; the rule for a pair is
 * found once and kept in a flat table.
 * **cost** a look-up O(1), the first one of a pair O(rules); allocates at the start only. **order** the first rule that fits.
 */
import { assert } from '../../base/assert.js'

/** For whom a rule is; null fits all. */
export interface Criteria {
  readonly issues: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly tiers: readonly string[] | null
  /** The agent has all of these skills at these levels or above. */
  readonly agentLevel: Readonly<Record<string, number>> | null
}

/** What a rule may ask about a contact. */
export interface Profile {
  readonly issue: string | null
  readonly channel: string
  readonly tier: string
}

/** As a planner writes it. */
interface CriteriaSpec {
  readonly issue?: string | readonly string[]
  readonly channel?: string | readonly string[]
  readonly tier?: string | readonly string[]
  readonly agentLevel?: object
}

/** The criteria of a checked rule. */
export function criteriaOf({ issue, channel, tier, agentLevel }: CriteriaSpec): Criteria {
  const listed = (names: string | readonly string[] | undefined): readonly string[] | null =>
    names === undefined ? null : typeof names === 'string' ? [names] : names
  return {
    issues: listed(issue),
    channels: listed(channel),
    tiers: listed(tier),
    agentLevel: agentLevel === undefined ? null : { ...(agentLevel as Record<string, number>) },
  }
}

/** Index of the rule for a contact of this profile with an agent of these skills. O(rules). */
export function ruleFor(
  rules: readonly Criteria[],
  { issue, channel, tier }: Profile,
  levels: Readonly<Record<string, number>>,
): number {
  const rule = rules.findIndex(
    ({ issues, channels, tiers, agentLevel }) =>
      (issues === null || (issue !== null && issues.includes(issue))) &&
      (channels === null || channels.includes(channel)) &&
      (tiers === null || tiers.includes(tier)) &&
      Object.entries(agentLevel ?? {}).every(([skill, level]) => (levels[skill] ?? 0) >= level),
  )
  assert(rule >= 0, 'rules: no rule fits; the last one must fit everybody')
  return rule
}

export class RuleTable {
  private readonly rules: readonly Criteria[]
  private readonly profiles: readonly Profile[]
  private readonly levels: readonly Readonly<Record<string, number>>[]
  /** Row of the profile, column of the group: 1 + index of the rule, 0 when not looked up yet. */
  private readonly table: Uint16Array

  /** `levels`: the skills of each group of agents; give one empty group where the agent does not matter. */
  constructor(
    rules: readonly Criteria[],
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
  ) {
    assert(rules.length > 0 && rules.length < 65_535, 'rules: at least one')
    this.rules = rules
    this.profiles = profiles
    this.levels = levels
    this.table = new Uint16Array(profiles.length * levels.length).fill(rules.length === 1 ? 1 : 0)
  }

  /** Index of the rule for a contact of this profile with an agent of this group. */
  at(profile: number, group: number): number {
    const cell = profile * this.levels.length + group
    const rule = this.table[cell]!
    return rule === 0 ? this.look(profile, group, cell) : rule - 1
  }

  private look(profile: number, group: number, cell: number): number {
    const rule = ruleFor(this.rules, this.profiles[profile]!, this.levels[group]!)
    this.table[cell] = rule + 1
    return rule
  }
}
