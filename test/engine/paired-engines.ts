/**
 * The engine and its naive twin side by side, told the same random commands: the first difference is an error
 * that lists the commands. The twin's handles are its own; they are paired with the engine's when an event
 * first carries them, and must stay paired. A run is a few seeds, so that fast-check shrinks it: fewer
 * commands, plainer parts of the policy (0).
 */
import fc from 'fast-check'
import type { Command } from '../../src/engine/commands/command.js'
import { createEngine, type Engine } from '../../src/engine/engine.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import type { PolicySpec } from '../../src/engine/policy/policy-spec.js'
import { parsePolicy, type Policy } from '../../src/engine/policy/policy.js'
import { CommandSource, type Bias } from '../model/random/commands.js'
import { NaiveEngine } from '../model/engine/naive-engine.js'
import type { Choice, NaiveEvent } from '../model/engine/naive-engine-state.js'
import {
  PART,
  POLICY_INTEGERS,
  randomPolicy,
  spread,
  type RandomPolicySpec,
} from '../model/random/random-policy.js'
import { fitting } from '../model/random/random-promises.js'

export interface Run {
  readonly mode: 'offer' | 'assign'
  /** One seed for each part of the policy. */
  readonly parts: readonly number[]
  /** One seed for each command. */
  readonly seeds: readonly number[]
}

/** Another seed is another command, not a smaller one: a run shrinks by fewer seeds and by zeros. */
const seed = fc.noShrink(fc.noBias(fc.nat(2 ** 31 - 1)))

export function runs(maxLength = 70, modes: readonly Run['mode'][] = ['offer', 'assign']): fc.Arbitrary<Run> {
  const count = POLICY_INTEGERS / PART
  return fc.record({
    mode: fc.constantFrom(...modes),
    parts: fc.array(fc.option(seed, { nil: 0, freq: 8 }), { minLength: count, maxLength: count }),
    seeds: fc.array(seed, { minLength: 1, maxLength, size: 'max' }),
  })
}

/** What is compared: everything but handles, words and explanations. */
export function shown(event: object): string {
  const fields = Object.entries(event).filter(
    ([key]) => !['contact', 'agent', 'message', 'explanation'].includes(key),
  )
  return JSON.stringify(Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

/** A policy from a random spec, with the hours that stand beside it, which no spec could state. */
export function parseRandom(spec: PolicySpec): Policy {
  const { hours, ...stated } = fitting(spec) as PolicySpec & Partial<RandomPolicySpec>
  const policy = parsePolicy(stated, { horizon: { fromAtMs: 0, untilAtMs: 1 } })
  const calendars = policy.normal.calendars.map(({ name, data }) => ({ name, data: hours?.[name] ?? data }))
  return { ...policy, normal: { ...policy.normal, calendars } }
}

export class PairedEngines {
  readonly engine: Engine
  readonly twin: NaiveEngine
  readonly policy: Policy
  readonly #source: CommandSource
  readonly #mode: Run['mode']
  readonly #handles = { contact: new Map<number, number>(), agent: new Map<number, number>() }
  /** What the engine was told, in its own handles. */
  readonly commands: Command[] = []
  readonly events: EngineEvent[] = []

  constructor(
    { mode, parts }: Omit<Run, 'seeds'>,
    change: (spec: PolicySpec) => PolicySpec = (spec) => spec,
    { explainDecisions = false, crowd = 1 }: { explainDecisions?: boolean; crowd?: number } = {},
  ) {
    const integers = parts.flatMap((part) => spread(part, PART))
    const parse = (spec: PolicySpec): Policy => parseRandom(change(spec))
    this.policy = parse(randomPolicy(integers))
    this.engine = createEngine(this.policy, { mode, explainDecisions })
    this.twin = new NaiveEngine(this.policy.normal, { mode })
    this.#source = new CommandSource(this.twin.world, integers, parse, crowd)
    this.#mode = mode
  }

  /** One more command, made up for the present state. */
  next(commandSeed: number, bias?: Bias): void {
    this.apply(this.#source.next(commandSeed, bias))
  }

  /** `command` is in the twin's handles. */
  apply(command: Command): void {
    const told = this.#translated(command)
    this.commands.push(told)
    const actual = this.engine.apply(told)
    const expected = this.twin.apply(command, this.#choices(actual))
    this.events.push(...actual)
    const first = expected.findIndex((event, index) => {
      const other = actual[index]
      return other === undefined || shown(other) !== shown(event)
    })
    if (first >= 0 || actual.length > expected.length) this.#differ(actual, expected)
    actual.forEach((event, index) => this.#pair(event, expected[index]!))
    // Not every time: a look at what is due moves where the engine's deadlines look from.
    if (this.commands.length % 4 === 0) this.#compareDue()
    if (this.engine.nextDueAtMs !== this.twin.nextDueAtMs) {
      this.fail(`nextDueAtMs is ${this.engine.nextDueAtMs}, by the rules ${this.twin.nextDueAtMs}`)
    }
  }

  #compareDue(): void {
    const { nextDueAtMs } = this.twin
    for (const atMs of [this.commands.at(-1)!.atMs, nextDueAtMs - 1, nextDueAtMs]) {
      const isDue = atMs < Infinity && nextDueAtMs <= atMs
      if (this.engine.isDueBy(atMs) !== isDue)
        this.fail(`isDueBy(${atMs}) is ${!isDue}, by the rules ${isDue}`)
    }
  }

  /** The engine's handle of a contact or an agent of the twin. */
  handleOf(kind: 'contact' | 'agent', uid: number): number {
    return this.#handles[kind].get(uid) ?? -1
  }

  /**
   * The pairs that the policy took, in the twin's handles. Contacts that came about within this very command, and are not
   * paired yet, get them in the order in which they are first told of: that is how the twin counts.
   */
  #choices(events: readonly EngineEvent[]): Choice[] {
    const uids = {
      contact: new Map([...this.#handles.contact].map(([uid, handle]) => [handle, uid])),
      agent: new Map([...this.#handles.agent].map(([uid, handle]) => [handle, uid])),
    }
    let nextUid = this.twin.world.nextUid
    for (const event of events) {
      if ('contact' in event && !uids.contact.has(event.contact)) {
        uids.contact.set(event.contact, nextUid++)
      }
    }
    return events.flatMap((event) =>
      event.type === 'contact.offered' || (event.type === 'contact.assigned' && event.by === 'policy')
        ? [{ contact: uids.contact.get(event.contact)!, agent: uids.agent.get(event.agent) ?? -1 }]
        : [],
    )
  }

  #translated(command: Command): Command {
    const handles = (['contact', 'agent'] as const).flatMap((key) => {
      const uid = (command as Partial<Record<typeof key, number>>)[key]
      return uid === undefined ? [] : [[key, this.handleOf(key, uid)]]
    })
    return { ...command, ...Object.fromEntries(handles) } as Command
  }

  #pair(actual: EngineEvent, expected: NaiveEvent): void {
    for (const key of ['contact', 'agent'] as const) {
      if (!(key in expected)) continue
      const uid = (expected as Partial<Record<typeof key, number>>)[key]!
      const handle = (actual as Partial<Record<typeof key, number>>)[key]!
      const known = this.#handles[key].get(uid)
      if (known === undefined) this.#handles[key].set(uid, handle)
      else if (known !== handle) this.fail(`${key} ${uid} had the handle ${known} and now ${handle}`)
    }
  }

  #differ(actual: readonly EngineEvent[], expected: readonly NaiveEvent[]): never {
    const lines = Array.from({ length: Math.max(actual.length, expected.length) }, (_, index) => {
      const [is, should] = [actual[index], expected[index]].map((event) => event && shown(event))
      return is === should
        ? `    ${is}`
        : `  - engine ${is ?? '(nothing)'}\n  + rules  ${should ?? '(nothing)'}`
    })
    this.fail(`the last command had other events:\n${lines.join('\n')}`)
  }

  fail(what: string): never {
    const commands = this.commands.map((command) => `  ${JSON.stringify(command)}`)
    const policy = JSON.stringify(this.policy.normal)
    throw new Error(`${what}\nmode ${this.#mode}, policy ${policy}\n${commands.join('\n')}`)
  }
}

/** A whole run: what the engine was told and what it answered, equal to the twin's at every step. */
export function recorded(run: Run, change?: (spec: PolicySpec) => PolicySpec): PairedEngines {
  const paired = new PairedEngines(run, change)
  for (const each of run.seeds) paired.next(each)
  return paired
}
