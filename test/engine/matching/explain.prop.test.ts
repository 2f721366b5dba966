import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CandidateExplanation, DecisionExplanation } from '../../../src/engine/matching/explanation.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'
import { couldEverServe, obstacle } from '../../model/engine/naive-engine-feasibility.js'
import type { NaiveAgent, NaiveContact, World } from '../../model/engine/naive-engine-state.js'
import { standing } from '../../model/engine/naive-engine-standing.js'
import { times } from '../../times.js'
import { PairedEngines, runs } from '../paired-engines.js'

/** What the rules say of an agent and a contact in line. */
function reasonOf(world: World, agent: NaiveAgent, contact: NaiveContact): string {
  if (!couldEverServe(world, { ...agent, leaving: false }, contact, contact.step)) return 'never'
  if (agent.leaving) return 'leaving'
  if (!agent.available) return 'away'
  if (contact.state === 'offered') return 'offered'
  const isBatch = world.timers.some(({ kind }) => kind === 'window')
  return obstacle(world, agent, contact) ?? (isBatch ? 'batchWindow' : 'nothing')
}

test('of each agent it tells the first rule in the way, and of the contact where it stands and what for', () => {
  fc.assert(
    fc.property(runs(50), (run) => {
      const paired = new PairedEngines(run)
      const { engine, twin } = paired
      for (const [index, seed] of run.seeds.entries()) {
        paired.next(seed)
        if (index % 5 > 0) continue
        const { world } = twin
        for (const contact of world.contacts) {
          const explained = engine.explain({ contact: paired.handleOf('contact', contact.uid) })
          expect(explained !== undefined).toBe(contact.state === 'queued' || contact.state === 'offered')
          if (explained === undefined) continue
          expect(explained).toMatchObject({
            atMs: world.nowMs,
            contactId: contact.contactId,
            queue: contact.queue,
            relaxationStep: contact.step,
            standing: standing(world, contact),
          })
          const parts = explained.standingParts.map(({ ms }) => ms)
          expect(parts.reduce((sum, ms) => sum + ms * 100, 0)).toBeCloseTo(explained.standing, 3)
          expect(parts.filter((ms) => ms === 0).length).toBeLessThanOrEqual(1)
          const told = new Map(explained.candidates.map((each) => [each.agentId, each]))
          for (const agent of world.agents) {
            const { verdict, reason = 'nothing' } = told.get(agent.agentId)!
            expect(verdict === 'never' ? verdict : reason).toBe(reasonOf(world, agent, contact))
          }
        }
      }
    }),
    times(25),
  )
})

/** Below 0 when `a` is better by the first term that differs. */
function compared(a: CandidateExplanation, b: CandidateExplanation): [difference: number, term: string] {
  expect(a.terms!.map(({ term }) => term)).toEqual(b.terms!.map(({ term }) => term))
  const at = a.terms!.findIndex(({ value }, index) => value !== b.terms![index]!.value)
  expect(at).toBeGreaterThanOrEqual(0)
  return [a.terms![at]!.value - b.terms![at]!.value, a.terms![at]!.term]
}

/** Those who could be compared, best first, and by what the chosen one won. */
function expectInOrder(explained: DecisionExplanation): void {
  const able = explained.candidates.filter(({ terms }) => terms !== undefined)
  expect(explained.candidates.slice(0, able.length)).toEqual(able)
  for (const { verdict } of able) expect(['chosen', 'eligible']).toContain(verdict)
  able.slice(1).forEach((each, index) => expect(compared(able[index]!, each)[0]).toBeLessThan(0))
  const chosen = able.find(({ verdict }) => verdict === 'chosen')
  const next = able.find(({ verdict }) => verdict !== 'chosen')
  expect(explained.runnerUp).toBe(next?.agentId)
  if (chosen === undefined || next === undefined) {
    expect([explained.decidedBy, explained.margin]).toEqual([undefined, undefined])
    return
  }
  const [difference, term] = compared(chosen, next)
  expect([explained.decidedBy, explained.margin]).toEqual([term, -difference])
}

test('a decision lists the able by their terms, best first, with what decided and by how much', () => {
  fc.assert(
    fc.property(runs(60), fc.boolean(), (run, atOnce) => {
      const change = (spec: PolicySpec): PolicySpec =>
        atOnce ? { ...spec, matching: { mode: 'immediate' } } : spec
      const paired = new PairedEngines(run, change, { explainDecisions: true })
      for (const seed of run.seeds) paired.next(seed)
      for (const event of paired.events) {
        if (!('explanation' in event) || event.explanation === undefined) continue
        expectInOrder(event.explanation)
        const isFirst = event.explanation.candidates[0]?.verdict === 'chosen'
        // A batch may give an agent to whom that is worth more.
        if (atOnce && event.type === 'contact.offered') expect(isFirst).toBe(true)
      }
    }),
    times(40),
  )
})
