/**
 * Drives an engine with the machine's clock: stamps commands, hands events to a listener, and wakes the engine when
 * something is due. One timer at most; the clock is clamped, so that a machine clock set back never runs time backwards.
 * Cost: the engine's, a clock read, and a timer re-set only when the next deadline has moved. Allocates per command.
 * Order: events in the engine's order; a command sent by a listener is applied after the present one's events are out.
 */
import { assert } from '../base/assert.js'
import type { Command } from '../engine/commands/command.js'
import type { Engine } from '../engine/engine.js'
import type { EngineEvent } from '../engine/events/event.js'
import type { Names } from '../engine/policy/policy-spec.js'

/** A command without its instant: the host's clock gives it. */
export type LiveCommand<N extends Names = Names> = N extends Names ? Undated<Command<N>> : never

type Undated<C> = C extends unknown ? Omit<C, 'atMs'> : never

/** The clock and timer to run on; by default the machine's. */
export interface LiveClock {
  /** The present instant in ms since the epoch; a fraction is cut off. */
  readonly now: () => number
  /** Calls back once after `delayMs`. Returns what `clear` needs. */
  readonly set: (callback: () => void, delayMs: number) => unknown
  readonly clear: (timer: unknown) => void
}

/** How an engine is run. */
export interface LiveOptions {
  /** Default: the machine's clock and timer. */
  readonly clock?: LiveClock
  /** Told of what the engine or a listener throws while the timer runs. Default: it is thrown as an uncaught exception. */
  readonly onError?: (error: unknown) => void
}

/** A running engine. */
export interface Live<N extends Names = Names> {
  /**
   * Applies a command now. Its events reach the listener before `send` returns, but for a command sent by the listener
   * itself, which is answered with an empty list. What a listener throws is thrown on, once every event is out.
   * Returns the events of the command (and of those that the listener sent meanwhile), for a host that has to answer.
   */
  send(command: LiveCommand<N>): readonly EngineEvent[]
  /** The engine that runs, for its queries: they speak of the last command, so send a `tick` before to hear of this moment. */
  readonly engine: Engine<N>
  /** Stops the timer; later commands throw. Calling it again does nothing. */
  close(): void
}

/** A timer may wait this long at most (2^31 - 1 ms); a later deadline is approached in several steps. */
const LONGEST_DELAY_MS = 2_147_483_647

const machineClock: LiveClock = {
  now: () => Date.now(),
  set: (callback, delayMs) => setTimeout(callback, delayMs),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

/**
 * Runs an engine on the machine's clock from now on: `onEvent` hears everything, in order; a promise that it returns is not
 * awaited. Of an engine that was restored it hears first what fell due meanwhile, at the instants when it did.
 * The timer keeps the process alive only while something is due. Close it to stop.
 * Throws InvariantError for what is no engine and what is no function.
 */
export function runLive<N extends Names>(
  engine: Engine<N>,
  onEvent: (event: EngineEvent) => void,
  options: LiveOptions = {},
): Live<N> {
  assert(
    typeof engine?.apply === 'function',
    'runLive: not an engine; pass what createEngine or restoreEngine gives',
  )
  assert(typeof onEvent === 'function', 'runLive: onEvent is no function')
  const { now, set, clear } = options.clock ?? machineClock
  let timer: unknown
  let timerAtMs = Infinity
  let isOpen = true
  let isSpeaking = false
  const outbox: LiveCommand<N>[] = []

  const instant = (): number => Math.max(engine.nowMs, Math.floor(now()))

  const wakeUp = (): void => {
    timer = undefined
    timerAtMs = Infinity
    try {
      speak({ type: 'tick' } as LiveCommand<N>)
    } catch (error) {
      if (options.onError === undefined) throw error
      options.onError(error)
    }
  }

  const schedule = (): void => {
    const dueAtMs = isOpen ? engine.nextDueAtMs : Infinity
    if (dueAtMs === timerAtMs) return
    if (timer !== undefined) clear(timer)
    timer = undefined
    timerAtMs = dueAtMs
    if (dueAtMs === Infinity) return
    timer = set(wakeUp, Math.min(LONGEST_DELAY_MS, Math.max(0, dueAtMs - now())))
  }

  const speak = (command: LiveCommand<N>): readonly EngineEvent[] => {
    outbox.push(command)
    if (isSpeaking) return []
    const said: EngineEvent[] = []
    isSpeaking = true
    const thrown: unknown[] = []
    for (let next = outbox.shift(); next !== undefined; next = outbox.shift()) {
      attempt(thrown, () => {
        const dated = { ...next, atMs: instant() } as unknown as Command<N>
        for (const event of engine.apply(dated)) {
          said.push(event)
          attempt(thrown, () => onEvent(event))
        }
      })
    }
    isSpeaking = false
    schedule()
    if (thrown.length > 0) throw thrown[0]
    return said
  }

  schedule()
  return {
    engine,
    send(command) {
      if (!isOpen) throw new Error('runLive: this host is closed')
      return speak(command)
    },
    close() {
      isOpen = false
      schedule()
    },
  }
}

/** Runs `action`, keeping what it throws: a listener that fails must not cost the other events. */
function attempt(thrown: unknown[], action: () => void): void {
  try {
    action()
  } catch (error) {
    thrown.push(error)
  }
}
