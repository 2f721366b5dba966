import { expect, test } from 'vitest'
import { Demands } from '../../src/routing/demand.js'
import { Feasibility } from '../../src/routing/feasible.js'
import { NO_NEED } from '../../src/routing/need.js'
import {
  isKeyFirst,
  Ranking,
  TERMS,
  termsOf,
  type AgentTerm,
  type TermScope,
} from '../../src/routing/rank.js'
import { AVAILABLE, Roster, type Profile } from '../../src/routing/roster.js'

const order: readonly AgentTerm[] = ['mostSkilled', 'region', 'preferredSkills', 'load']
const nothing: TermScope = {
  fitFirst: false,
  isRelaxed: false,
  hasRegion: false,
  hasPreferredSkills: false,
  hasSkills: false,
}

test.each<[Partial<TermScope>, string[]]>([
  [{}, ['load', 'signIn']],
  [{ hasSkills: true }, ['mostSkilled', 'load', 'signIn']],
  [{ hasRegion: true }, ['region', 'load', 'signIn']],
  [{ hasPreferredSkills: true }, ['preferredSkills', 'load', 'signIn']],
  [{ isRelaxed: true, fitFirst: true }, ['fit', 'ring', 'load', 'signIn']],
])('terms that can differ for a demand: %j', (scope, expected) => {
  const terms = termsOf(order, { ...nothing, ...scope })
  expect(Array.from(terms, (term) => TERMS[term])).toEqual(expected)
})

/** Agents 0, 1, 2 ... with those levels, all free, and a demand for skill 0 that likes skill 1 and is ordered so. */
function rankedBy(
  terms: readonly AgentTerm[],
  levels: readonly (readonly number[])[],
  capacities: number[] = [],
) {
  const feasibility = new Feasibility([])
  const roster = new Roster(
    { classes: [{ units: 1, exclusive: false, hard: false }], orders: [[]], pools: 0 },
    (group, isNew) => {
      if (isNew) feasibility.addGroup(group.slot, group.profile)
      else feasibility.removeGroup(group.slot)
    },
  )
  const add = (agentLevels: readonly number[], capacityUnits = 2): number => {
    const agent = roster.slots.allocate()
    const profile: Profile = {
      levels: Uint8Array.from(agentLevels),
      queues: Uint8Array.of(1),
      channels: Uint8Array.of(1),
      capacityUnits,
      region: -1,
      pool: -1,
    }
    roster.add(agent, profile)
    roster.presence[agent] = AVAILABLE
    roster.signIn[agent] = agent
    roster.refresh(agent)
    return agent
  }
  for (const [i, each] of levels.entries()) add(each, capacities[i])
  const demands = new Demands(
    {
      channels: [{ units: 1, capacityClass: 0, hardClass: 0 }],
      queues: [{ region: 'any', steps: [{ afterMs: 1, drop: [0], lower: [], limit: 0 }], order: 0 }],
      regions: 0,
      orders: [terms],
      fitFirst: false,
    },
    feasibility,
  )
  const chain = demands.chainOf(0, { ...NO_NEED, all: [0, 2], prefers: [1, 1] }, true, false)
  const demandAt = (step: number) => demands.list[demands.demandOf(chain, step, 0, -1)]!
  return { roster, ranking: new Ranking(roster, feasibility, []), demandAt, add }
}

test('the dedicated agent goes before the last one, who goes before everybody else', () => {
  const { ranking, demandAt } = rankedBy(['preferred'], [[2], [2], [2]])
  expect(ranking.isBetter(demandAt(0), 2, 1, 2, 1)).toBe(true)
  expect(ranking.isBetter(demandAt(0), 2, 1, 1, 0)).toBe(true)
  expect(ranking.isBetter(demandAt(0), -1, -1, 0, 1)).toBe(true)
  expect(ranking.isBetter(demandAt(0), 1, 1, 0, 1)).toBe(false)
})

test('load is compared as a share of the capacity, exactly', () => {
  const { ranking, roster, demandAt } = rankedBy(['load'], [[2], [2]], [3, 6])
  roster.usedUnits.set([1, 2])
  expect(ranking.isBetter(demandAt(0), -1, -1, 1, 0)).toBe(false)
  roster.emotionalLoad.set([1, 1])
  expect(ranking.isBetter(demandAt(0), -1, -1, 1, 0)).toBe(true)
  const load = TERMS.indexOf('load')
  expect([0, 1].map((agent) => ranking.value(demandAt(0), -1, -1, agent, load))).toEqual([666_667, 500_000])
})

test('once relaxed, who could serve from the beginning still goes first', () => {
  const { ranking, demandAt } = rankedBy(['leastSkilled'], [[1], [2]])
  expect(ranking.isBetter(demandAt(1), -1, -1, 1, 0)).toBe(true)
  const ring = TERMS.indexOf('ring')
  expect([0, 1].map((agent) => ranking.value(demandAt(1), -1, -1, agent, ring))).toEqual([1, 0])
})

test('what was known of a group is forgotten when its slot is given to others', () => {
  const { ranking, roster, demandAt, add } = rankedBy(['preferredSkills'], [[2, 0]])
  const liked = TERMS.indexOf('preferredSkills')
  const values = new Map<number, number>()
  let reused = 0
  for (let i = 0; i < 300; i++) {
    const likes = i % 3 === 0 ? 0 : 1
    const agent = add([1 + (i % 100), likes, 1 + Math.floor(i / 100)])
    const group = roster.group[agent]!
    if (values.has(group) && values.get(group) !== -likes) reused++
    ranking.forgetGroups()
    expect(ranking.value(demandAt(0), -1, -1, agent, liked)).toBe(likes === 0 ? 0 : -1)
    values.set(group, likes === 0 ? 0 : -1)
    roster.remove(agent)
    roster.slots.release(agent)
  }
  expect(reused).toBeGreaterThan(0)
})

test('a term of nothing is 0 and never -0, known already or not', () => {
  const { ranking, demandAt } = rankedBy(['preferredSkills', 'mostSkilled'], [[0, 0]])
  for (const term of ['preferredSkills', 'mostSkilled'] as const) {
    for (let i = 0; i < 2; i++) {
      expect(ranking.value(demandAt(0), -1, -1, 0, TERMS.indexOf(term))).toBe(0)
    }
  }
})

test.each<[AgentTerm[], boolean]>([
  [['longestIdle'], true],
  [['preferred', 'handled', 'load'], true],
  [['preferred'], true],
  [[], true],
  [['emotionalLoad', 'region'], true],
  [['load', 'longestIdle'], false],
  [['leastSkilled', 'longestIdle'], false],
  [['preferred', 'region', 'longestIdle'], false],
])('keys decide first in the order %j: %s', (order, expected) => {
  const scope = {
    fitFirst: false,
    isRelaxed: false,
    hasRegion: true,
    hasPreferredSkills: true,
    hasSkills: true,
  }
  expect(isKeyFirst(termsOf(order, scope))).toBe(expected)
  expect(isKeyFirst(termsOf(order, { ...scope, isRelaxed: true }))).toBe(false)
})
