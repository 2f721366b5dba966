/**
 * Random words of a host about its bot: it takes up a contact, serves it, hands it over, fails.
 */
import type { Command } from '../../../src/engine/commands/command.js'
import type { NaiveContact, World } from '../engine/naive-engine-state.js'
import type { Weighted } from './commands.js'
import type { Draw } from './random-policy.js'
import type { RandomRefs } from './random-refs.js'

const NAMES = ['order', 'address', 'product']

type OfBot = 'bot.begin' | 'bot.resolve' | 'bot.handOver' | 'bot.fail'

export class RandomBot {
  readonly #world: World
  readonly #refs: RandomRefs

  constructor(world: World, refs: RandomRefs) {
    this.#world = world
    this.#refs = refs
  }

  choices(when: (weight: number, sensible: boolean) => number): Readonly<Record<OfBot, Weighted>> {
    const { contacts } = this.#world
    const inLine = contacts.some(({ state }) => state === 'queued' || state === 'offered')
    const withBot = contacts.some(({ botSinceAtMs }) => botSinceAtMs !== null)
    const offered = contacts.some(({ botSinceAtMs, state }) => botSinceAtMs !== null && state === 'offered')
    return {
      'bot.begin': [
        when(4, inLine),
        (draw) => ({ type: 'bot.begin', atMs: 0, ...this.#refs.contact(draw, ['queued', 'offered']) }),
      ],
      'bot.resolve': [when(offered ? 8 : 2, withBot), (draw) => this.#about(draw, 'bot.resolve')],
      'bot.handOver': [
        when(2, withBot),
        (draw) => ({ ...this.#about(draw, 'bot.handOver'), ...this.collected(draw, 70) }),
      ],
      'bot.fail': [
        when(2, withBot),
        (draw) => ({ ...this.#about(draw, 'bot.fail'), ...(draw.percent(50) ? { reason: 'lost' } : {}) }),
      ],
    }
  }

  /** A few texts by name, now and then some that are refused. */
  collected(draw: Draw, chance: number): { readonly collected?: Readonly<Record<string, string>> } {
    if (!draw.percent(chance)) return {}
    const names = draw.percent(3) ? [...NAMES, ''] : NAMES
    return {
      collected: Object.fromEntries(draw.some(names, 60).map((name) => [name, `text ${draw.below(5)}`])),
    }
  }

  #about<T extends OfBot>(draw: Draw, type: T): Command & { readonly type: T } {
    const isWithBot = ({ botSinceAtMs, state }: NaiveContact): boolean =>
      botSinceAtMs !== null && (type !== 'bot.resolve' || state === 'offered')
    return { type, atMs: 0, ...this.#refs.contact(draw, ['queued', 'offered'], isWithBot) } as Command & {
      readonly type: T
    }
  }
}
