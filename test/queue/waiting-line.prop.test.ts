import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WaitingLine, type Place } from '../../src/queue/waiting-line.js'
import { NaiveLine } from '../model/queue/waiting-line.js'
import { times } from '../times.js'

const RATES = [100, 150, 0]
const QUEUES = 3
const DEMANDS = 7
const AGENTS = 4
const CONTACTS = 40

/** What a demand fixes for all who have it. */
function placeOf(demand: number, rateIndex: number, holder: number, isPrivate: boolean): Place {
  return {
    demand,
    queue: demand % QUEUES,
    band: demand % 2,
    rateIndex,
    holder,
    isPrivate,
    pullOnly: demand % QUEUES === 2,
  }
}

const command = fc.record({
  type: fc.constantFrom('enqueue', 'enqueue', 'enqueue', 'remove', 'rekey'),
  contact: fc.nat({ max: CONTACTS - 1 }),
  demand: fc.nat({ max: DEMANDS - 1 }),
  rateIndex: fc.nat({ max: RATES.length - 1 }),
  holder: fc.constantFrom(-1, -1, -1, 0, AGENTS - 1),
  isPrivate: fc.constantFrom(false, false, false, true),
  virtualAtMs: fc.nat({ max: 5 }),
  headStartMs: fc.constantFrom(0, 0, 1, 3),
})

/** The lanes of a linked list, in its order. */
function linked(line: WaitingLine, first: number): number[] {
  const lanes: number[] = []
  for (let lane = first; lane >= 0; lane = line.laneNext[lane]!) lanes.push(lane)
  return lanes
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].toSorted((a, b) => a - b)
}

function check(line: WaitingLine, model: NaiveLine, nowMs: number): void {
  line.checkInvariants()
  const { waiting } = model
  expect(line.size).toBe(waiting.length)
  const queues = Array.from({ length: QUEUES }, (_, queue) => queue)
  expect(Array.from(line.queueLength)).toEqual(
    queues.map((queue) => waiting.filter(({ place }) => place.queue === queue).length),
  )
  const lanes = [...model.lanes().values()]
  expect(line.lanes).toBe(lanes.length)
  expect(line.openLanes()).toHaveLength(lanes.length)
  for (const entries of lanes) {
    const { place, rate } = entries[0]!
    const lane = line.laneOf(entries[0]!.contact)
    const head = model.sorted(nowMs, (entry) => entries.includes(entry))[0]!
    expect(ascending(line.contactsIn(lane))).toEqual(ascending(entries.map(({ contact }) => contact)))
    expect([
      line.laneHead[lane],
      line.laneKey[lane],
      line.laneRate[lane],
      line.laneBand[lane],
      line.laneDemand[lane],
      line.laneQueue[lane],
      line.laneIsPrivate[lane] === 1,
    ]).toEqual([head.contact, head.key, rate, place.band, place.demand, place.queue, place.isPrivate])
    const first = place.holder >= 0 ? line.firstOfHolder[place.holder]! : line.firstOfDemand[place.demand]!
    expect(linked(line, first)).toContain(lane)
  }
  for (let demand = 0; demand < DEMANDS; demand++) {
    const open = waiting.filter(({ place }) => place.demand === demand && place.holder < 0)
    for (let rateIndex = 0; rateIndex < RATES.length; rateIndex++) {
      const alike = open.find(({ place }) => !place.isPrivate && place.rateIndex === rateIndex)
      expect(line.sharedLane(demand, rateIndex)).toBe(alike === undefined ? -1 : line.laneOf(alike.contact))
    }
    expect(ascending(line.contactsOf(demand))).toEqual(ascending(open.map(({ contact }) => contact)))
    const isPulled = demand % QUEUES === 2
    expect([line.pushed.has(demand), line.pulled.has(demand)]).toEqual([
      open.length > 0 && !isPulled,
      open.length > 0 && isPulled,
    ])
  }
  for (let agent = 0; agent < AGENTS; agent++) {
    const held = waiting.filter(({ place }) => place.holder === agent).map(({ contact }) => contact)
    expect(ascending(line.heldFor(agent))).toEqual(ascending(held))
    expect(line.holders.has(agent)).toBe(held.length > 0)
  }
  for (const queue of queues) {
    const inOrder = model.sorted(nowMs, ({ place }) => place.queue === queue)
    expect(inOrder.map(({ contact }) => line.position(contact, nowMs))).toEqual(inOrder.map((_, i) => i + 1))
    for (const count of [0, 1, 3, Infinity]) {
      expect(line.first(queue, count, nowMs)).toEqual(inOrder.slice(0, count).map(({ contact }) => contact))
    }
    expect(inOrder.map(({ contact }) => line.standing(contact, nowMs))).toEqual(
      inOrder.map((entry) => model.standing(entry, nowMs)),
    )
  }
  expect(waiting.map(({ contact }) => line.holderOf(contact))).toEqual(
    waiting.map(({ place }) => place.holder),
  )
}

/** The fronts hold the head of every lane that is offered; of private ones, they name the demands. */
function checkFronts(line: WaitingLine, model: NaiveLine): void {
  const offered = [...model.lanes().values()].filter(
    ([entry]) => entry!.place.holder < 0 && !entry!.place.pullOnly,
  )
  const heads = offered
    .filter(([entry]) => !entry!.place.isPrivate)
    .map(([entry]) => {
      const lane = line.laneOf(entry!.contact)
      return [entry!.place.band, entry!.rate, entry!.place.demand, lane, line.laneKey[lane]!]
    })
  const found: number[][] = []
  for (const { band, rate, occupied, lane, key } of line.fronts.list) {
    for (let demand = occupied.next(0); demand >= 0; demand = occupied.next(demand + 1)) {
      found.push([band, rate, demand, lane[demand]!, key[demand]!])
    }
  }
  const byLane = (a: number[], b: number[]): number => a[3]! - b[3]!
  expect(found.toSorted(byLane)).toEqual(heads.toSorted(byLane))
  const order = line.fronts.list.map(({ band, rate }) => [-band, -rate])
  expect(order).toEqual(order.toSorted(([a, p], [b, q]) => a! - b! || p! - q!))
  for (let demand = 0; demand < DEMANDS; demand++) {
    const isPrivate = offered.some(([entry]) => entry!.place.demand === demand && entry!.place.isPrivate)
    expect(line.fronts.withPrivate.has(demand)).toBe(isPrivate)
  }
}

/** Where lanes are in order, the first that is pushed is the lane of the contact that goes first. */
function expectOrdered(line: WaitingLine, model: NaiveLine, nowMs: number): void {
  const pushed = model.sorted(nowMs, ({ place }) => place.holder < 0 && !place.pullOnly)
  for (const band of [1, 0]) {
    const accepts = (lane: number): boolean => line.laneBand[lane]! <= band
    const first = line.order?.first({ nowMs, accepts }) ?? -2
    const among = pushed.filter(({ place }) => place.band <= band)
    const highest = Math.max(...among.map(({ place }) => place.band))
    const expected = among.find(({ place }) => place.band === highest)
    if (first !== -2) expect(first).toBe(expected === undefined ? -1 : line.laneOf(expected.contact))
  }
}

test('heads, positions, lists and counts are those of sorting everybody anew at that instant', () => {
  const manyLanes = fc.constantFrom(1, 4, Infinity)
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 60 }),
      fc.nat({ max: 40 }),
      manyLanes,
      (commands, laterMs, many) => {
        const line = new WaitingLine(QUEUES, RATES, many)
        line.ensureAgents(AGENTS)
        line.ensureDemands(DEMANDS)
        const model = new NaiveLine()
        let sequence = 0
        for (const {
          type,
          contact,
          demand,
          rateIndex,
          holder,
          isPrivate,
          virtualAtMs,
          headStartMs,
        } of commands) {
          line.ensureContacts(contact + 1)
          const rate = RATES[rateIndex]!
          const key = rate * virtualAtMs - 100 * headStartMs
          const isWaiting = line.laneOf(contact) >= 0
          if (type === 'enqueue' && !isWaiting) {
            const place = placeOf(demand, rateIndex, holder, isPrivate)
            sequence++
            line.enqueue(line.laneFor(place), contact, { key, virtualAtMs, sequence })
            model.enqueue({ contact, place, rate, key, virtualAtMs, sequence })
          } else if (type === 'remove' && isWaiting) {
            line.remove(contact)
            model.remove(contact)
            expect(line.laneOf(contact)).toBe(-1)
          } else if (type === 'rekey' && isWaiting) {
            line.rekey(contact, key)
            model.of(contact).key = key
            expect(line.keyOf(contact)).toBe(key)
          } else {
            continue
          }
          check(line, model, 5 + laterMs)
          checkFronts(line, model)
          if (line.lanes >= many) expect(line.order).toBeDefined()
          if (line.lanes < many / 2) expect(line.order).toBeUndefined()
          expectOrdered(line, model, 5 + laterMs)
        }
        for (const { contact } of model.sorted(5, () => true)) line.remove(contact)
        expect([line.size, line.lanes, line.openLanes()]).toEqual([0, 0, []])
        line.checkInvariants()
      },
    ),
    times(60),
  )
})

test('contacts with a pace of their own change places at most once', () => {
  const contact = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 50 }), fc.nat({ max: 50 }))
  fc.assert(
    fc.property(contact, contact, (a, b) => {
      const line = new WaitingLine(1, RATES)
      line.ensureContacts(2)
      line.ensureDemands(1)
      for (const [slot, [rateIndex, virtualAtMs, headStartMs]] of [a, b].entries()) {
        const key = RATES[rateIndex]! * virtualAtMs - 100 * headStartMs
        line.enqueue(line.laneFor(placeOf(0, rateIndex, -1, false)), slot, {
          key,
          virtualAtMs,
          sequence: slot,
        })
      }
      const places = Array.from({ length: 400 }, (_, nowMs) => line.position(0, 50 + nowMs))
      const changes = places.filter((place, i) => i > 0 && place !== places[i - 1]).length
      expect(changes).toBeLessThanOrEqual(a[0] === b[0] ? 0 : 1)
    }),
  )
})

test('lanes are given back: ten thousand private contacts in turn need room for one lane', () => {
  const line = new WaitingLine(1, [100])
  line.ensureContacts(1)
  line.ensureDemands(1)
  for (let i = 0; i < 10_000; i++) {
    line.enqueue(line.laneFor(placeOf(0, 0, -1, i % 2 === 0)), 0, { key: i, virtualAtMs: i, sequence: i })
    if (line.laneOf(0) !== 0) expect(line.laneOf(0)).toBe(0)
    line.remove(0)
  }
  expect(line.lanes).toBe(0)
  expect(line.laneNext.length).toBe(1)
})

test('who does not wait can be neither removed nor re-keyed', () => {
  const line = new WaitingLine(1, [100])
  line.ensureContacts(1)
  expect(() => line.remove(0)).toThrow('does not wait')
  expect(() => line.rekey(0, 1)).toThrow('does not wait')
})

test('a private lane is shared with nobody, by contacts that are held for one agent either', () => {
  const line = new WaitingLine(QUEUES, RATES)
  line.ensureAgents(AGENTS)
  line.ensureDemands(DEMANDS)
  line.ensureContacts(3)
  for (const [contact, isPrivate] of [true, false, false].entries()) {
    line.enqueue(line.laneFor(placeOf(0, 0, 1, isPrivate)), contact, {
      key: 0,
      virtualAtMs: 0,
      sequence: contact,
    })
  }
  expect(line.laneOf(1)).not.toBe(line.laneOf(0))
  expect(line.laneOf(2)).toBe(line.laneOf(1))
})
