import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, CommandType } from '../../../src/engine/commands/command.js'
import { createEngine, restoreEngine, type Engine, type WaitQuery } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import type { Policy } from '../../../src/engine/policy/policy.js'
import type { EngineSnapshot } from '../../../src/engine/snapshot/snapshot.js'
import { PairedEngines, recorded, runs, type Run } from '../paired-engines.js'
import { times } from '../../times.js'

/** Without what fills the line's time with other things than waiting. */
const WAITS: CommandType[] = [
  'contact.arrive',
  'contact.arrive',
  'contact.finish',
  'contact.abandon',
  'contact.update',
  'contact.endWrapUp',
  'offer.accept',
  'agent.signIn',
  'agent.setPresence',
  'contact.transfer',
  'policy.replace',
  'tick',
]

function learning(policy: Policy, { mode }: Pick<Run, 'mode'>): Engine {
  return createEngine(policy, { mode, estimates: true })
}

/** Contacts that have been told of, live or not. */
class Seen {
  readonly contacts = new Set<number>()

  note(events: readonly EngineEvent[]): readonly EngineEvent[] {
    for (const event of events) if ('contact' in event) this.contacts.add(event.contact)
    return events
  }
}

/** Arrivals that the commands told of, as questions. */
function queriesOf(commands: readonly Command[]): WaitQuery[] {
  return commands.flatMap((command) => (command.type === 'contact.arrive' ? [command] : []))
}

/** All that can be asked about waits. */
function answers(engine: Engine, { contacts }: Seen, queries: readonly WaitQuery[]): unknown[] {
  return [
    ...[...contacts].map((contact) => [
      engine.estimateWait({ contact }),
      engine.announceWait({ contact }),
      engine.position({ contact }, 'rivals'),
    ]),
    ...queries.map((query) => engine.estimateWait(query)),
  ]
}

/** A run with more waiting than usual, or one with everything. */
function runOf(run: Run, busy: boolean): PairedEngines {
  if (!busy) return recorded(run)
  const paired = new PairedEngines(run)
  for (const each of run.seeds) paired.next(each, { kinds: WAITS })
  return paired
}

test('the position among rivals is that of a full re-sort of all who compete', () => {
  fc.assert(
    fc.property(runs(40, ['assign']), (run) => {
      const paired = new PairedEngines(run)
      for (const each of run.seeds) {
        paired.next(each, { kinds: WAITS })
        for (const { uid } of paired.twin.world.contacts) {
          const contact = paired.handleOf('contact', uid)
          const position = paired.engine.position({ contact }, 'rivals')
          const sorted = paired.twin.positionAmongRivals(uid)
          if (position !== sorted)
            paired.fail(`contact ${uid} is at ${position}, by a full re-sort at ${sorted}`)
        }
      }
    }),
    times(40),
  )
})

test('learning changes no event, and asking changes nothing at all', () => {
  fc.assert(
    fc.property(runs(), fc.boolean(), (run, busy) => {
      const { policy, commands, events } = runOf(run, busy)
      const silent = learning(policy, run)
      const asked = learning(policy, run)
      const seen = new Seen()
      const queries = queriesOf(commands).slice(0, 5)
      const replayed = commands.flatMap((command) => {
        const answer = seen.note(asked.apply(command))
        answers(asked, seen, queries)
        expect(silent.apply(command)).toEqual(answer)
        return answer
      })
      expect(replayed).toEqual(events)
      expect(asked.stateHash()).toBe(silent.stateHash())
      expect(asked.snapshot()).toEqual(silent.snapshot())
      asked.checkInvariants()
    }),
    times(25),
  )
})

test('an estimate is there for those who wait and nobody else, in order and in whole ms, or Infinity', () => {
  fc.assert(
    fc.property(runs(), fc.boolean(), (run, busy) => {
      const { policy, commands } = runOf(run, busy)
      const engine = learning(policy, run)
      const seen = new Seen()
      for (const command of commands) {
        seen.note(engine.apply(command))
        for (const contact of seen.contacts) {
          const state = engine.contact({ contact })?.state
          const estimate = engine.estimateWait({ contact })
          const waits = state === 'queued' || state === 'offered'
          expect(estimate !== undefined).toBe(waits)
          expect(engine.announceWait({ contact }) !== undefined).toBe(waits)
          if (estimate === undefined) continue
          expect(estimate.position).toBe(state === 'offered' ? 0 : engine.position({ contact }, 'rivals'))
          expectInOrder(estimate)
        }
        for (const query of queriesOf(commands).slice(0, 3)) {
          const estimate = engine.estimateWait(query)
          if (estimate !== undefined) expectInOrder(estimate)
        }
      }
    }),
    times(25),
  )
})

function expectInOrder({
  lowMs,
  medianMs,
  highMs,
}: {
  lowMs: number
  medianMs: number
  highMs: number
}): void {
  for (const ms of [lowMs, medianMs, highMs]) expect(Number.isInteger(ms) || ms === Infinity).toBe(true)
  expect(lowMs).toBeGreaterThanOrEqual(0)
  expect(medianMs).toBeGreaterThanOrEqual(lowMs)
  expect(highMs).toBeGreaterThanOrEqual(medianMs)
}

test('what is announced never rises while nothing happens but time', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(runs(60), fc.boolean(), steps, (run, busy, pauses) => {
      const { policy, commands } = runOf(run, busy)
      const engine = learning(policy, run)
      const seen = new Seen()
      for (const command of commands) seen.note(engine.apply(command))
      let told = new Map<number, number>()
      for (const pauseMs of pauses) {
        const events = seen.note(engine.apply({ type: 'tick', atMs: engine.nowMs + pauseMs }))
        const now = new Map<number, number>()
        for (const contact of seen.contacts) {
          const announcedMs = engine.announceWait({ contact })
          if (announcedMs === undefined) continue
          now.set(contact, announcedMs)
          if (announcedMs !== Infinity) expect(Number.isInteger(announcedMs)).toBe(true)
          expect(announcedMs).toBeGreaterThanOrEqual(0)
          if (events.length === 0) expect(announcedMs).toBeLessThanOrEqual(told.get(contact) ?? Infinity)
        }
        told = now
      }
    }),
    times(40),
  )
})

test('one tick or many: the same announcements and the same books', () => {
  fc.assert(
    fc.property(runs(60, ['assign']), fc.array(fc.nat(1000), { maxLength: 20 }), (run, parts) => {
      const { policy, commands } = runOf(run, true)
      const [whole, split] = [learning(policy, run), learning(policy, run)]
      const seen = new Seen()
      for (const [index, command] of commands.entries()) {
        const gapMs = command.atMs - split.nowMs
        const part = (parts[index] ?? 0) / 1000
        split.apply({ type: 'tick', atMs: split.nowMs + Math.floor(gapMs * part) })
        split.apply(command)
        seen.note(whole.apply(command))
        expect(answers(split, seen, [])).toEqual(answers(whole, seen, []))
      }
      expect(split.stateHash()).toBe(whole.stateHash())
    }),
    times(25),
  )
})

test('a snapshot in plain JSON, restored anywhere, answers bit by bit as if nothing had happened', () => {
  const places = fc.array(fc.nat(69), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(runs(), fc.boolean(), places, (run, busy, cuts) => {
      const { policy, commands } = runOf(run, busy)
      const whole = learning(policy, run)
      let broken = learning(policy, run)
      const seen = new Seen()
      const queries = queriesOf(commands).slice(0, 3)
      for (const [index, command] of commands.entries()) {
        if (cuts.includes(index)) {
          broken = restoreEngine(JSON.parse(JSON.stringify(broken.snapshot())) as EngineSnapshot)
        }
        expect(seen.note(broken.apply(command))).toEqual(whole.apply(command))
        expect(answers(broken, seen, queries)).toEqual(answers(whole, seen, queries))
        expect(broken.stateHash()).toBe(whole.stateHash())
      }
      expect(broken.snapshot()).toEqual(whole.snapshot())
    }),
    times(25),
  )
})
