import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, CommandType } from '../../src/engine/commands/command.js'
import { createEngine, restoreEngine, type Engine } from '../../src/engine/engine.js'
import type { EngineSnapshot } from '../../src/engine/snapshot/snapshot.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import type { Policy } from '../../src/engine/policy/policy.js'
import type { AgentTerm, PolicySpec } from '../../src/engine/policy/policy-spec.js'
import { CommandSource } from '../model/random/commands.js'
import { NaiveEngine } from '../model/engine/naive-engine.js'
import { POLICY_INTEGERS, randomPolicy, spread } from '../model/random/random-policy.js'
import { PairedEngines, parseRandom, recorded, runs, shown } from './paired-engines.js'
import { vocabulary } from './vocabulary.js'
import { times } from '../times.js'

function replay(engine: Engine, commands: readonly Command[]): EngineEvent[][] {
  return commands.map((command) => engine.apply(command))
}

test('events and the next deadline are the naive twin’s, invariants hold, and nobody free stands beside work', () => {
  fc.assert(
    fc.property(runs(), (run) => {
      const paired = new PairedEngines(run)
      for (const each of run.seeds) {
        paired.next(each)
        paired.engine.checkInvariants()
        expect(paired.engine.waiting).toBe(paired.twin.waiting)
        const idle = paired.twin.idlePairs()
        if (idle.length > 0) paired.fail(`free side by side: ${idle.join(', ')}`)
      }
    }),
    times(100),
  )
})

test('the same in a crowd, where tables outgrow a word', () => {
  // The twin tries every set of pairs of a batch: too many in a crowd.
  const atOnce = (spec: PolicySpec): PolicySpec => ({ ...spec, matching: { mode: 'immediate' } })
  fc.assert(
    fc.property(runs(250), fc.constantFrom(8, 12), (run, crowd) => {
      const paired = new PairedEngines(run, atOnce, { crowd })
      for (const each of run.seeds) paired.next(each)
      paired.engine.checkInvariants()
    }),
    times(5),
  )
})

test('each agent term alone decides as the rules say, with much happening at one instant', () => {
  const kinds: CommandType[] = [
    'contact.arrive',
    'contact.finish',
    'contact.endWrapUp',
    'offer.accept',
    'agent.signIn',
    'agent.setPresence',
    'agent.occupy',
    'policy.replace',
    'tick',
  ]
  const terms: AgentTerm[] = ['roundRobin', 'emotionalLoad', 'load', 'handled', 'longestIdle']
  fc.assert(
    fc.property(runs(100), fc.constantFrom(...terms), (run, term) => {
      const paired = new PairedEngines(run, (spec) => alone(spec, term))
      for (const each of run.seeds) paired.next(each, { kinds, gridMs: 50 })
      paired.engine.checkInvariants()
    }),
    times(60),
  )
})

/** Everybody may serve everything, emotion weighs on agents, and one term ranks them. */
function alone({ queues, emotion, version = 1, ...spec }: PolicySpec, term: AgentTerm): PolicySpec {
  return {
    ...spec,
    version,
    issues: {},
    care: {},
    regions: [],
    regionDistance: {},
    pools: [],
    channels: { channel1: {} },
    queues: Object.fromEntries(Object.keys(queues).map((name) => [name, { agentOrder: [term] }])),
    emotion: {
      ...emotion,
      recoverMs: 50 * (1 + (version % 4)),
      calm: { load: 1 },
      anxious: { load: 3 },
      angry: { load: 9 },
    },
    matching: { mode: 'immediate' },
    capacityUnits: 5,
    wrapUpMs: 150,
  }
}

test('a batch takes a set of the greatest total value, also of contacts that stand below nothing', () => {
  const kinds: CommandType[] = ['contact.arrive', 'contact.update', 'contact.finish', 'agent.signIn', 'tick']
  const scarce = (spec: PolicySpec): PolicySpec => ({
    ...spec,
    agentOrder: ['preferred', 'longestIdle'],
    queues: { queue1: { keepFree: spec.queues['queue1']?.keepFree ?? {} } },
    hold: { dedicatedMs: 0, lastMs: 0 },
    tiers: { tier1: { ageingPercent: 0 } },
    ageingCapMs: 'none',
    issues: {},
    care: {},
    emotion: { headStartMs: 0 },
    channels: { channel1: {} },
    matching: { mode: 'batch', windowMs: 100 },
    capacityUnits: 1,
  })
  fc.assert(
    fc.property(runs(40, ['assign']), (run) => {
      const paired = new PairedEngines(run, scarce)
      for (const each of run.seeds) paired.next(each, { kinds, gridMs: 50 })
    }),
    times(100),
  )
})

test('the position of each waiting contact is that of a full re-sort', () => {
  const kinds: CommandType[] = ['contact.arrive', 'contact.update', 'contact.move', 'tick']
  fc.assert(
    fc.property(runs(40, ['assign']), (run) => {
      const paired = new PairedEngines(run, ({ queues, ...spec }) => ({ ...spec, queues: unlimited(queues) }))
      for (const each of run.seeds) {
        paired.next(each, { kinds })
        for (const { uid } of paired.twin.world.contacts) {
          const position = paired.engine.position({ contact: paired.handleOf('contact', uid) })
          const sorted = paired.twin.position(uid)
          if (position !== sorted)
            paired.fail(`contact ${uid} is at ${position}, by a full re-sort at ${sorted}`)
        }
      }
    }),
    times(40),
  )
})

function unlimited(queues: PolicySpec['queues']): PolicySpec['queues'] {
  return Object.fromEntries(
    Object.entries(queues).map(([name, queue]) => [name, { ...queue, maxWaiting: 1000 }]),
  )
}

test('what is shown of each contact is what it went through', () => {
  fc.assert(
    fc.property(runs(), (run) => {
      const paired = recorded(run)
      for (const { uid } of paired.twin.world.contacts) {
        const contact = paired.handleOf('contact', uid)
        expect(paired.engine.contact({ contact })).toMatchObject(paired.twin.lifeOf(uid))
      }
    }),
    times(60),
  )
})

test('a snapshot in plain JSON, restored anywhere, changes nothing that follows', () => {
  fc.assert(
    fc.property(runs(), fc.array(fc.nat(69), { minLength: 1, maxLength: 3 }), (run, places) => {
      const { policy, commands } = recorded(run)
      const whole = createEngine(policy, { mode: run.mode })
      let broken = createEngine(policy, { mode: run.mode })
      commands.forEach((command, index) => {
        if (places.includes(index)) {
          broken = restoreEngine(JSON.parse(JSON.stringify(broken.snapshot())) as EngineSnapshot)
          broken.checkInvariants()
        }
        const sink: EngineEvent[] = []
        broken.applyInto(command, sink)
        expect(sink).toEqual(whole.apply(command))
        expect(broken.nextDueAtMs).toBe(whole.nextDueAtMs)
        expect(broken.stateHash()).toBe(whole.stateHash())
      })
    }),
    times(25),
  )
})

/** Ticks at random instants between commands. */
function ticked(commands: readonly Command[], chances: readonly number[]): Command[] {
  return commands.flatMap((command, index) => {
    const sinceMs = commands[index - 1]?.atMs ?? 0
    const gapMs = command.atMs - sinceMs
    const [count = 0, ...places] = spread(chances[index % chances.length]!, 4)
    const ticks = places
      .slice(0, count % 4)
      .map((place) => sinceMs + (place % (gapMs + 1)))
      .toSorted((a, b) => a - b)
    return [...ticks.map((atMs) => ({ type: 'tick' as const, atMs })), command]
  })
}

/** Events without what ticks may change: the numbers of commands, and offers that were made while catching up. */
function causeless(events: readonly EngineEvent[]): string[] {
  return events.map((event) =>
    shown({ ...event, cause: 0, ...('expiresAtMs' in event ? { expiresAtMs: 0 } : {}) }),
  )
}

test('one tick or many between commands: the same events and the same state', () => {
  // Offers that never expire: the one thing that a late host may change (rule 2).
  const patient = (spec: PolicySpec): PolicySpec => ({ ...spec, offer: { ...spec.offer, ringMs: 10 ** 9 } })
  const chances = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(runs(), chances, (run, places) => {
      const { policy, commands, events, engine } = recorded(run, patient)
      const interrupted = createEngine(policy, { mode: run.mode })
      expect(causeless(replay(interrupted, ticked(commands, places)).flat())).toEqual(causeless(events))
      if (run.mode === 'assign') expect(interrupted.stateHash()).toBe(engine.stateHash())
    }),
    times(25),
  )
})

const NAME = /^(agent|contact|command|customer|queue|channel|skill|tier|issue|region|pool|calendar)(\d+)$/
const INSTANTS = new Set([
  'atMs',
  'dueAtMs',
  'expiresAtMs',
  'retryAtMs',
  'untilMs',
  'untilAtMs',
  'fromAtMs',
  'assignedAtMs',
  'toAtMs',
  'fromMs',
  'toMs',
  'opensAtMs',
  'closesAtMs',
])

/** Every name turned round in the alphabet, in keys and values; every instant later by a constant. */
function translated<T>(value: T, laterMs: number): T {
  const rename = (text: string): string =>
    text.replace(
      NAME,
      (_, word: string, number: string) => `${word.split('').toReversed().join('')}-${99 - Number(number)}`,
    )
  const translate = (part: unknown, key: string): unknown => {
    if (typeof part === 'string') return rename(part)
    if (typeof part === 'number' && INSTANTS.has(key)) return part + laterMs
    if (Array.isArray(part)) return part.map((each) => translate(each, key))
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([each, inner]) => [rename(each), translate(inner, each)]),
    )
  }
  return translate(value, '') as T
}

test('other names and another start of time change names and times only', () => {
  fc.assert(
    fc.property(runs(), fc.constantFrom(0, 1, 999_999_937, 2 ** 41), (run, laterMs) => {
      const { policy, commands, events } = recorded(run)
      const elsewhere = createEngine(translated<Policy>(policy, laterMs), { mode: run.mode })
      const answers = replay(
        elsewhere,
        commands.map((command) => translated(command, laterMs)),
      ).flat()
      expect(answers.map(shown)).toEqual(events.map((event) => shown(translated(event, laterMs))))
    }),
    times(25),
  )
})

test('an explanation names as chosen the agent who gets the contact', () => {
  fc.assert(
    fc.property(runs(), (run) => {
      const paired = new PairedEngines(run, undefined, { explainDecisions: true })
      for (const each of run.seeds) paired.next(each)
      for (const event of paired.events) {
        const decides = event.type === (run.mode === 'offer' ? 'contact.offered' : 'contact.assigned')
        if (!decides || ('by' in event && event.by !== 'policy')) continue
        const { contact, agent, explanation } = event as EngineEvent & { type: 'contact.offered' }
        expect(explanation?.contact).toBe(contact)
        const chosen = explanation?.candidates.filter(({ verdict }) => verdict === 'chosen')
        expect(chosen?.map((candidate) => candidate.agent)).toEqual([agent])
      }
    }),
    times(25),
  )
})

test('the explanation of a contact that waits speaks of every agent, and rules out for ever those who never could', () => {
  fc.assert(
    fc.property(runs(50), (run) => {
      const paired = recorded(run)
      const { twin, engine } = paired
      const { contacts, agents, policy } = twin.world
      for (const { uid, state } of contacts) {
        const explanation = engine.explain({ contact: paired.handleOf('contact', uid) })
        if (state !== 'queued') continue
        expect(explanation?.contact).toBe(paired.handleOf('contact', uid))
        if (!explanation) continue
        const verdicts = new Map(explanation.candidates.map(({ agent, verdict }) => [agent, verdict]))
        expect(explanation.candidates.length).toBe(agents.length)
        for (const { uid: agent, leaving } of agents) {
          const verdict = verdicts.get(paired.handleOf('agent', agent))
          const allowed = policy.matching.mode === 'batch' ? ['notNow', 'eligible'] : ['notNow']
          if (leaving) expect(['notNow', 'never']).toContain(verdict)
          else if (twin.couldEverServe(uid, agent)) expect(allowed).toContain(verdict)
          else expect(verdict).toBe('never')
        }
      }
    }),
    times(40),
  )
})

test('a command with an impossible instant throws and changes nothing', () => {
  const wrong = fc.constantFrom(-1, 0.5, 2 ** 42 + 1, Number.NaN, Infinity)
  fc.assert(
    fc.property(runs(20), wrong, fc.nat(1000), (run, atMs, earlierMs) => {
      const { engine, commands } = recorded(run)
      const hash = engine.stateHash()
      expect(() => engine.apply({ type: 'tick', atMs })).toThrow('engine: ')
      const lastMs = commands.at(-1)!.atMs
      expect(() => engine.apply({ type: 'tick', atMs: lastMs - 1 - earlierMs })).toThrow('engine: ')
      expect(engine.stateHash()).toBe(hash)
      engine.checkInvariants()
    }),
    times(25),
  )
})

test('the random runs reach every command, event, refusal and reason', () => {
  const unseen = new Set(vocabulary)
  for (let run = 1; run <= 120; run++) {
    const integers = spread(run, POLICY_INTEGERS)
    const twin = new NaiveEngine(parseRandom(randomPolicy(integers)).normal, {
      mode: run % 4 === 0 ? 'assign' : 'offer',
    })
    const source = new CommandSource(twin.world, integers, parseRandom)
    for (const each of spread(run + 1000, 70)) {
      const command = source.next(each)
      const events = twin.apply(command)
      if (!events.some(({ type }) => type === 'command.refused')) unseen.delete(`${command.type} obeyed`)
      for (const event of events) {
        unseen.delete(event.type)
        if (event.type === 'command.refused') unseen.delete(event.code)
        for (const [key, value] of Object.entries(event))
          unseen.delete(`${event.type} ${key} ${String(value)}`)
      }
    }
  }
  expect([...unseen]).toEqual([])
})
