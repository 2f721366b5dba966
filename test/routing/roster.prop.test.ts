import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  AVAILABLE,
  AWAY,
  FROM_ALL,
  FROM_HARD,
  FROM_NOTHING,
  Roster,
  type AgentMeasure,
  type CapacityClass,
  type Group,
  type Profile,
} from '../../src/routing/roster.js'

const CLASSES: readonly CapacityClass[] = [
  { units: 1, exclusive: false, hard: false },
  { units: 2, exclusive: false, hard: true },
  { units: 2, exclusive: true, hard: false },
]
const ORDERS: readonly (readonly AgentMeasure[])[] = [
  ['emotionalLoad', 'load', 'longestIdle'],
  ['roundRobin', 'handled'],
  [],
]
const POOLS = 2
const PROFILES: readonly Profile[] = [0, 1, 2, 3, 4].map((number) => ({
  levels: Uint8Array.of(number % 2, 3),
  queues: Uint8Array.of(1),
  channels: Uint8Array.of(1),
  capacityUnits: 1 + (number % 4),
  region: -1,
  pool: (number % 3) - 1,
}))

interface NaiveAgent {
  slot: number
  profile: Profile
  signIn: number
  presence: number
  leaving: boolean
  rest: number
  usedUnits: number
  exclusives: number
  emotionalLoad: number
  handled: number
  idleSinceMs: number
  lastTaken: number
}

const small = fc.nat({ max: 3 })
const command = fc.record({
  type: fc.constantFrom(
    'add',
    'add',
    'add',
    'leave',
    'remove',
    'profile',
    'work',
    'work',
    'presence',
    'rest',
    'hide',
  ),
  pick: fc.nat(),
  profile: fc.nat({ max: PROFILES.length - 1 }),
  a: small,
  b: small,
  c: small,
})

function hasRoom(agent: NaiveAgent, { units, exclusive }: CapacityClass): boolean {
  if (agent.exclusives > 0 || (exclusive && agent.usedUnits > 0)) return false
  return agent.usedUnits + units <= agent.profile.capacityUnits
}

function isFree(agent: NaiveAgent, capacityClass: CapacityClass): boolean {
  const rests = agent.rest === FROM_ALL || (agent.rest === FROM_HARD && capacityClass.hard)
  return agent.presence === AVAILABLE && !agent.leaving && !rests && hasRoom(agent, capacityClass)
}

/** Smaller is better. */
function tuple(agent: NaiveAgent, measures: readonly AgentMeasure[]): number[] {
  const value = {
    emotionalLoad: agent.emotionalLoad,
    load: agent.usedUnits + agent.emotionalLoad,
    handled: agent.handled,
    longestIdle: agent.idleSinceMs,
    roundRobin: agent.lastTaken,
  }
  return [...measures.map((measure) => value[measure]), agent.signIn]
}

function compareTuples(a: readonly number[], b: readonly number[]): number {
  return a.map((each, i) => each - b[i]!).find((difference) => difference !== 0) ?? 0
}

function write(roster: Roster, agent: NaiveAgent): void {
  roster.presence[agent.slot] = agent.presence
  roster.rest[agent.slot] = agent.rest
  roster.usedUnits[agent.slot] = agent.usedUnits
  roster.exclusives[agent.slot] = agent.exclusives
  roster.emotionalLoad[agent.slot] = agent.emotionalLoad
  roster.handled[agent.slot] = agent.handled
  roster.idleSinceMs[agent.slot] = agent.idleSinceMs
  roster.lastTaken[agent.slot] = agent.lastTaken
  roster.signIn[agent.slot] = agent.signIn
  roster.refresh(agent.slot)
}

function check(roster: Roster, agents: readonly NaiveAgent[]): void {
  roster.checkInvariants()
  const poolFree = Array.from({ length: POOLS * CLASSES.length }, () => 0)
  for (const [k, capacityClass] of CLASSES.entries()) {
    const free = agents.filter((agent) => isFree(agent, capacityClass))
    const bestOf = (profile: Profile, measures: readonly AgentMeasure[]) =>
      free
        .filter((agent) => agent.profile === profile)
        .toSorted((a, b) => compareTuples(tuple(a, measures), tuple(b, measures)))[0]?.slot ?? -1
    for (const profile of PROFILES) {
      const group = roster.groups.find((each) => each?.profile === profile)
      const heads = ORDERS.map((_, o) => roster.lines[k * ORDERS.length + o]!.head[group?.slot ?? -1] ?? -1)
      expect(heads).toEqual(ORDERS.map((measures) => bestOf(profile, measures)))
      const isMarked = group !== undefined && roster.free[k]!.has(group.slot)
      expect(isMarked).toBe(heads[0] !== -1)
    }
    for (const { profile } of free) if (profile.pool >= 0) poolFree[profile.pool * CLASSES.length + k]!++
    expect(agents.map(({ slot }) => roster.isListed(slot, k))).toEqual(
      agents.map((agent) => isFree(agent, capacityClass)),
    )
    expect(agents.map(({ slot }) => roster.hasRoom(slot, k))).toEqual(
      agents.map((agent) => hasRoom(agent, capacityClass)),
    )
  }
  expect(Array.from(roster.poolFree)).toEqual(poolFree)
  for (const profile of PROFILES) {
    const members = agents.filter((agent) => agent.profile === profile && !agent.leaving).length
    const group = roster.groups.find((each) => each?.profile === profile)
    expect(group?.members ?? 0).toBe(members)
    if (group !== undefined) expect(roster.populated.has(group.slot)).toBe(members > 0)
  }
  const handled = agents.filter((agent) => !agent.leaving).map((agent) => agent.handled)
  expect(roster.leastHandled()).toBe(handled.length === 0 ? 0 : Math.min(...handled))
}

test('heads of heaps, bits and counts are those of sorting all agents, whatever happens to them', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 50 }), (commands) => {
      const roster = new Roster({ classes: CLASSES, orders: ORDERS, pools: POOLS }, () => {})
      const agents: NaiveAgent[] = []
      let signIns = 0
      for (const { type, pick, profile, a, b, c } of commands) {
        const agent = agents[pick % Math.max(1, agents.length)]
        if (type === 'add') {
          const added: NaiveAgent = {
            slot: roster.slots.allocate(),
            profile: PROFILES[profile]!,
            signIn: signIns++,
            presence: AVAILABLE,
            leaving: false,
            rest: FROM_NOTHING,
            usedUnits: 0,
            exclusives: 0,
            emotionalLoad: 0,
            handled: a,
            idleSinceMs: b,
            lastTaken: -1,
          }
          roster.add(added.slot, added.profile)
          agents.push(added)
          write(roster, added)
        } else if (agent === undefined) {
          continue
        } else if (type === 'leave') {
          if (!agent.leaving) roster.markLeaving(agent.slot)
          agent.leaving = true
        } else if (type === 'remove') {
          roster.remove(agent.slot)
          roster.slots.release(agent.slot)
          agents.splice(agents.indexOf(agent), 1)
        } else if (type === 'profile') {
          agent.profile = PROFILES[profile]!
          roster.changeProfile(agent.slot, agent.profile)
          roster.refresh(agent.slot)
        } else if (type === 'presence') {
          agent.presence = a === 0 ? AWAY : AVAILABLE
          write(roster, agent)
        } else if (type === 'rest') {
          agent.rest = [FROM_NOTHING, FROM_HARD, FROM_ALL][a % 3]!
          write(roster, agent)
        } else if (type === 'hide') {
          const k = a % CLASSES.length
          roster.hide(agent.slot, k)
          const group = roster.group[agent.slot]!
          const hidden = roster.lines.slice(k * ORDERS.length, (k + 1) * ORDERS.length)
          expect(hidden.some((line) => line.has(group, agent.slot))).toBe(false)
          expect(roster.isListed(agent.slot, k)).toBe(isFree(agent, CLASSES[k]!))
          roster.show(agent.slot, k)
        } else {
          Object.assign(agent, { usedUnits: a, exclusives: b === 0 ? 1 : 0, emotionalLoad: b })
          Object.assign(agent, { handled: agent.handled + c, idleSinceMs: c, lastTaken: b })
          write(roster, agent)
        }
        check(roster, agents)
      }
    }),
  )
})

test('groups that nobody is in are given back, and their slots are used again', () => {
  const live = new Set<number>()
  const told: Group[] = []
  const roster = new Roster({ classes: CLASSES, orders: ORDERS, pools: POOLS }, (group, isNew) => {
    expect(live.has(group.slot)).toBe(!isNew)
    if (isNew) live.add(group.slot)
    else live.delete(group.slot)
    told.push(group)
  })
  const stayer = roster.slots.allocate()
  roster.add(stayer, PROFILES[0]!)
  for (let i = 0; i < 2000; i++) {
    const agent = roster.slots.allocate()
    const profile = { ...PROFILES[1]!, levels: Uint8Array.of(1 + (i % 100), 1 + Math.floor(i / 100)) }
    roster.add(agent, profile)
    roster.presence[agent] = AVAILABLE
    roster.refresh(agent)
    expect(roster.profileOf(agent)).toBe(profile)
    if (i % 2 === 0) roster.markLeaving(agent)
    roster.remove(agent)
    roster.slots.release(agent)
  }
  roster.checkInvariants()
  expect(roster.groups.length).toBeLessThanOrEqual(70)
  expect(roster.groups.flatMap((group) => (group === undefined ? [] : [group.slot]))).toEqual(
    [...live].toSorted((a, b) => a - b),
  )
  expect(roster.profileOf(stayer)).toBe(PROFILES[0])
  expect(told.length).toBeGreaterThan(3000)
})

test('a group is kept while somebody who leaves still belongs to it, and version tells of who is populated', () => {
  const given = new Set<Group>()
  const roster = new Roster({ classes: CLASSES, orders: ORDERS, pools: POOLS }, (group, isNew) => {
    if (!isNew) given.add(group)
  })
  const leaver = roster.slots.allocate()
  roster.add(leaver, PROFILES[0]!)
  const group = roster.groups[roster.group[leaver]!]!
  const before = roster.version
  roster.markLeaving(leaver)
  expect(roster.version).toBeGreaterThan(before)
  expect(roster.populated.has(group.slot)).toBe(false)
  for (let i = 0; i < 300; i++) {
    const agent = roster.slots.allocate()
    roster.add(agent, { ...PROFILES[1]!, levels: Uint8Array.of(1 + (i % 100), 1 + Math.floor(i / 100)) })
    roster.remove(agent)
    roster.slots.release(agent)
  }
  expect(given.size).toBeGreaterThan(0)
  expect(given.has(group)).toBe(false)
  expect(roster.profileOf(leaver)).toBe(PROFILES[0])
})
