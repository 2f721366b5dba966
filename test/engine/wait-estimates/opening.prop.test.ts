import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommandType } from '../../../src/engine/commands/command.js'
import { contenderOf } from '../../../src/engine/wait-estimates/contender.js'
import { restoreEngine } from '../../../src/engine/engine.js'
import { contactSlot } from '../../../src/engine/commands/guards.js'
import { openingMs } from '../../../src/engine/wait-estimates/opening.js'
import { restoreState } from '../../../src/engine/snapshot/snapshot.js'
import { PairedEngines, runs } from '../paired-engines.js'
import { times } from '../../times.js'

/** What leaves contacts waiting beside agents with room. */
const KINDS: CommandType[] = [
  'contact.arrive',
  'contact.arrive',
  'contact.finish',
  'contact.transfer',
  'contact.update',
  'contact.move',
  'agent.signIn',
  'agent.setPresence',
  'agent.requestBreak',
  'offer.revoke',
  'policy.replace',
  'tick',
]

test('while nothing happens but time, nobody waits longer than the opening that was worked out', () => {
  let bounded = 0
  fc.assert(
    fc.property(runs(40, ['assign']), (run) => {
      const paired = new PairedEngines(run)
      for (const each of run.seeds) {
        paired.next(each, { kinds: KINDS })
        const snapshot = paired.engine.snapshot()
        // What is due by itself may bring more contacts, or take an agent away.
        const { contacts, policy } = paired.twin.world
        const followsUp = policy.queues.some(({ followUp }) => followUp !== null)
        const isCalm = contacts.every(
          ({ state }) => state === 'queued' || (state !== 'scheduled' && !followsUp),
        )
        if (!isCalm || snapshot.breaks.some(({ state }) => state !== 'started')) continue
        const s = restoreState(snapshot)
        for (const { uid, state } of paired.twin.world.contacts) {
          if (state !== 'queued') continue
          const handle = paired.handleOf('contact', uid)
          const contact = contactSlot(s, { contact: handle })
          const inMs = openingMs(s, contenderOf(s, contact, s.nowMs), s.nowMs)
          if (inMs === Infinity) continue
          bounded++
          const events = restoreEngine(snapshot).apply({ type: 'tick', atMs: s.nowMs + inMs })
          const isServed = events.some(
            (event) => event.type === 'contact.assigned' && event.contact === handle,
          )
          if (!isServed) paired.fail(`contact ${handle} was to be served in ${inMs} ms at the latest`)
        }
      }
    }),
    times(100),
  )
  expect(bounded).toBeGreaterThan(0)
})
