/**
 * The fields of random commands: names of the present policy, levels, needs, traits of contacts and profiles of agents.
 * Now and then one that is refused: an unknown name, a value out of range.
 */
import type { ContactNeed } from '../../../src/engine/commands/command.js'
import type { NormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import type { Names } from '../../../src/engine/policy/policy-spec.js'
import type { Levels, World } from '../engine/naive-engine-state.js'
import type { Draw } from './random-policy.js'

export class RandomFields {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  get #policy(): NormalPolicy {
    return this.#world.policy
  }

  /** A name of the policy, or now and then one that is none of its. */
  name(draw: Draw, items: readonly (string | { readonly name: string })[], none: string): string {
    const names = items.map((item) => (typeof item === 'string' ? item : item.name))
    return names.length === 0 || draw.percent(1) ? none : draw.pick(names)
  }

  levels(draw: Draw, chance: number): Levels {
    const levels = Object.fromEntries(
      draw.some(this.#policy.skills, chance).map((skill) => [skill, 1 + draw.below(5)]),
    )
    if (draw.percent(1)) return { ...levels, skill9: 1 }
    if (draw.percent(1) && this.#policy.skills[0] !== undefined) {
      return { ...levels, [this.#policy.skills[0]]: draw.pick([0, 101, 1.5]) }
    }
    return levels
  }

  need(draw: Draw, chance: number): ContactNeed<Names> {
    return {
      ...(draw.percent(chance) ? { requires: this.levels(draw, 20) } : {}),
      ...(draw.percent(chance) ? { requiresAny: [this.levels(draw, 40), this.levels(draw, 30)] } : {}),
      ...(draw.percent(chance) ? { prefers: this.levels(draw, 40) } : {}),
    }
  }

  private emotion(draw: Draw): number {
    return draw.percent(2) ? draw.pick([-1, 101, 1.5]) : draw.below(101)
  }

  private headStart(draw: Draw): number {
    return draw.percent(2) ? draw.pick([0.5, 2 ** 30 + 1]) : draw.pick([0, 0, -2000]) + draw.below(2000) - 700
  }

  /** What an arrival and an update have in common. */
  traits(draw: Draw, chance: number): object {
    const { issues, tiers, regions } = this.#policy
    return {
      ...(draw.percent(chance) && issues.length > 0 ? { issue: this.name(draw, issues, 'issue9') } : {}),
      ...(draw.percent(chance) ? { tier: this.name(draw, tiers, 'tier9') } : {}),
      ...(draw.percent(chance) ? { emotion: this.emotion(draw) } : {}),
      ...(draw.percent(chance) && regions.length > 0 ? { region: this.name(draw, regions, 'region9') } : {}),
      ...(draw.percent(chance / 2) ? { headStartMs: this.headStart(draw) } : {}),
      ...this.need(draw, chance / 3),
    }
  }

  profile(draw: Draw, chance: number): object {
    const { queues, channels, regions, pools } = this.#policy
    const names = (items: readonly { readonly name: string }[], none: string): string[] => [
      ...new Set([0, 1, 2].slice(0, 1 + draw.below(3)).map(() => this.name(draw, items, none))),
    ]
    return {
      ...(draw.percent(chance / 2) ? { queues: draw.percent(3) ? [] : names(queues, 'queue9') } : {}),
      ...(draw.percent(chance / 2) ? { channels: draw.percent(3) ? [] : names(channels, 'channel9') } : {}),
      ...(draw.percent(chance) && regions.length > 0 ? { region: this.name(draw, regions, 'region9') } : {}),
      ...(draw.percent(chance) && pools.length > 0 ? { pool: this.name(draw, pools, 'pool9') } : {}),
      ...(draw.percent(chance) ? { capacityUnits: draw.percent(3) ? 0 : 1 + draw.below(8) } : {}),
    }
  }
}
