/**
 * Random callbacks: in turn, in windows near, far, over and wrong, put off out of a conversation, and missed.
 */
import type { CallbackWindow, Command } from '../../../src/engine/commands/command.js'
import { TALKING, type NaiveContact, type World } from '../engine/naive-engine-state.js'
import type { Weighted } from './commands.js'
import type { Draw } from './random-policy.js'
import type { RandomRefs } from './random-refs.js'

const ENDED_IN = [['scheduled'], ['queued'], ['offered'], TALKING, ['wrapUp']] as const

export class RandomCallback {
  readonly #world: World
  readonly #refs: RandomRefs

  constructor(world: World, refs: RandomRefs) {
    this.#world = world
    this.#refs = refs
  }

  choices(
    when: (weight: number, sensible: boolean) => number,
  ): Readonly<Record<'contact.callback' | 'callback.fail' | 'callback.end', Weighted>> {
    const { contacts } = this.#world
    const missed = contacts.some((contact) => isCalled(contact))
    return {
      'contact.callback': [
        when(
          5,
          contacts.some(({ state }) => state !== 'wrapUp'),
        ),
        (draw) => this.#callBack(draw),
      ],
      'callback.fail': [
        when(9, missed),
        (draw) => ({ type: 'callback.fail', atMs: 0, ...this.#refs.contact(draw, TALKING, isCalled) }),
      ],
      'callback.end': [
        when(
          2,
          contacts.some(({ callback }) => callback !== null),
        ),
        (draw) => ({
          type: 'callback.end',
          atMs: 0,
          ...this.#refs.contact(draw, draw.pick(ENDED_IN), isToCall),
        }),
      ],
    }
  }

  window(draw: Draw): CallbackWindow {
    const fromAtMs = Math.max(0, this.#world.commandAtMs + draw.pick([-50, 0, 1, 50, draw.below(600), 300]))
    const lengthMs = draw.pick([1, 100, draw.below(400), 400, 2000, draw.percent(20) ? 0.5 : 60])
    return { fromAtMs, untilAtMs: fromAtMs + lengthMs }
  }

  #callBack(draw: Draw): Command {
    const states = draw.pick([['queued', 'offered'], ['offered'], ['scheduled'], TALKING] as const)
    return {
      type: 'contact.callback',
      atMs: 0,
      ...this.#refs.contact(draw, states),
      ...(draw.percent(states === TALKING ? 95 : 65) ? { window: this.window(draw) } : {}),
      ...(draw.percent(40) ? { toAgentId: this.#refs.agentId(draw) } : {}),
    }
  }
}

function isToCall({ callback }: NaiveContact): boolean {
  return callback !== null
}

function isCalled({ callback, agent, state }: NaiveContact): boolean {
  return callback !== null && agent !== null && state !== 'offered' && state !== 'wrapUp'
}
