import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommandType } from '../../../src/engine/commands/command.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'
import { obstacle } from '../../model/engine/naive-engine-feasibility.js'
import { PairedEngines, runs } from '../paired-engines.js'
import { times } from '../../times.js'

const most = 2

/** Everybody may serve everything, and care is all that keeps an agent from a contact. */
function caring({ queues, emotion, care, version = 1 }: PolicySpec): PolicySpec {
  return {
    version,
    channels: { channel1: {} },
    skills: [],
    issues: {},
    queues: Object.fromEntries(Object.keys(queues).map((name) => [name, {}])),
    emotion: { ...emotion, calm: {}, anxious: {}, angry: {} },
    care: {
      // Most contacts say nothing of an emotion, and are calm.
      hardEmotions: version % 2 === 1 ? ['calm'] : ['anxious', 'angry'],
      restMs: 5000,
      coolDownMs: 100 * (version % 3),
      ...(care?.coolDownFrom === 'hard' && version % 3 > 0 ? { coolDownFrom: 'hard' } : {}),
      hardIssues: [],
      maxHardInARow: most,
    },
    capacityUnits: 3,
  }
}

/** Much is asked of few. */
const busy: CommandType[] = ['contact.arrive', 'contact.finish', 'agent.signIn', 'tick']

const kinds: CommandType[] = [
  'contact.arrive',
  'contact.update',
  'contact.finish',
  'contact.abandon',
  'offer.accept',
  'offer.decline',
  'agent.signIn',
  'agent.signOut',
  'policy.replace',
  'tick',
]

test('with nothing else in the way the engine spares agents as the rules say', () => {
  fc.assert(
    fc.property(runs(100), (run) => {
      const paired = new PairedEngines(run, caring)
      for (const each of run.seeds) {
        paired.next(each, { kinds, gridMs: 20 })
        paired.engine.checkInvariants()
      }
    }),
    times(80),
  )
})

test('nobody is given more hard contacts in a row than the policy allows', () => {
  // Nothing turns hard once it has been given; so what an agent is given is what the row counts.
  const unchanging = kinds.filter((kind) => kind !== 'contact.update')
  let longest = 0
  fc.assert(
    fc.property(runs(150), (run) => {
      const paired = new PairedEngines(run, (spec) => ({
        ...caring(spec),
        emotion: {},
        care: { hardEmotions: ['calm'], maxHardInARow: most },
      }))
      for (const each of run.seeds) paired.next(each, { kinds: unchanging, gridMs: 20 })
      const rows = new Map<number, number>()
      for (const event of given(paired)) {
        const row = event.isHard ? (rows.get(event.agent) ?? 0) + 1 : 0
        rows.set(event.agent, row)
        longest = Math.max(longest, row)
        expect(row).toBeLessThanOrEqual(most)
      }
    }),
    times(60),
  )
  expect(longest).toBe(most)
})

/** Who was given what by the policy. */
function given(paired: PairedEngines): { agent: number; isHard: boolean }[] {
  return paired.events.flatMap((event: EngineEvent) =>
    event.type === 'contact.assigned' && event.by === 'policy'
      ? [{ agent: event.agent, isHard: event.isHard }]
      : [],
  )
}

test('an explanation gives the reason that the rules give', () => {
  let resting = 0
  fc.assert(
    fc.property(runs(60), fc.boolean(), (run, plain) => {
      const paired = new PairedEngines(run, plain ? caring : undefined)
      run.seeds.forEach((each, index) => {
        paired.next(each, plain ? { kinds: busy, gridMs: 20 } : {})
        if (index % 5 === 4) resting += compareReasons(paired)
      })
    }),
    times(60),
  )
  expect(resting).toBeGreaterThan(20)
})

/** Compares every reason with the twin's; how many agents rest from a contact that waits. */
function compareReasons(paired: PairedEngines): number {
  const { world } = paired.twin
  let resting = 0
  for (const contact of world.contacts) {
    if (contact.state !== 'queued') continue
    const explanation = paired.engine.explain({ contact: paired.handleOf('contact', contact.uid) })!
    const reasons = new Map(explanation.candidates.map(({ agent, reason }) => [agent, reason]))
    for (const agent of world.agents) {
      if (agent.leaving || !paired.twin.couldEverServe(contact.uid, agent.uid)) continue
      const reason = obstacle(world, agent, contact)
      if (reason === 'resting') resting++
      const told = reasons.get(paired.handleOf('agent', agent.uid))
      expect(told === 'batchWindow' ? null : (told ?? null)).toBe(reason)
    }
  }
  return resting
}
