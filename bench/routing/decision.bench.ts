/**
 * A routing decision: the routing core beside the naive twin, a sorted array, heap-js and flatqueue, in eight named centres
 * of several sizes. One operation is a cycle: one contact arrives and one agent frees, so one assignment. All but flatqueue
 * must assign the same. Besides, what it costs when a customer in the middle of the line hangs up and another comes.
 * Run: npm run bench -- --only routing/decision
 */
import { Heap } from 'heap-js'
import { Hash64 } from '../../src/base/prng.js'
import type { Turn } from '../../src/queue/turn.js'
import { WaitingLine } from '../../src/queue/waiting-line.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'
import { placeOf, routingCore } from './core.js'
import { CHECKED_CYCLES } from './desk.js'
import { floor, heapJs, naiveTwin, sorted } from './rivals.js'
import { CYCLE, START_AT_MS, WORKLOADS, centreOf, keyOf, type Centre } from './workload.js'

type Size = readonly [waiting: number, agents: number]

const SIZES: Readonly<Record<Scale, readonly Size[]>> = {
  tiny: [[100, 20]],
  quick: [
    [1_000, 100],
    [10_000, 1_000],
  ],
  full: [
    [1_000, 100],
    [10_000, 1_000],
    [100_000, 100],
    [100_000, 1_000],
    [100_000, 10_000],
    [1_000_000, 10_000],
  ],
}

/** Contacts up to which the twin, the sorted array and heap-js can follow: beyond, a cycle takes milliseconds. */
const NAIVE_LIMIT = 10_000

export function run(scale: Scale): Row[] {
  const rows: Row[] = []
  for (const [waiting, agents] of SIZES[scale]) {
    for (const name of WORKLOADS) {
      const centre = centreOf(name, waiting, agents)
      const work = `${name}, ${waiting} waiting, ${agents} agents`
      rows.push(...compare(work, decisions(centre, scale), { scale, rival: 'flatqueue' }))
    }
  }
  for (const waiting of new Set(SIZES[scale].map(([waiting]) => waiting))) {
    for (const name of ['everyone alike', 'rush hour']) {
      const centre = centreOf(name, waiting, 1)
      const work = `cancel + insert, ${centre.needs.length} lanes, ${waiting} waiting`
      rows.push(...compare(work, changes(centre), { scale, rival: 'flatqueue' }))
    }
  }
  return rows
}

function decisions(centre: Centre, scale: Scale): Contender[] {
  const { waiting } = centre
  // In a quick run only the smallest size meets the slowest.
  const naiveLimit = scale === 'quick' ? 1_000 : NAIVE_LIMIT
  return [
    routingCore(centre),
    ...(waiting <= naiveLimit ? [naiveTwin(centre)] : []),
    ...(waiting <= NAIVE_LIMIT ? [sorted(centre), heapJs(centre)] : []),
    floor(centre),
  ]
}

/** One at random leaves the line and comes back at its end. */
function changes(centre: Centre): Contender[] {
  return [
    lineChanges(centre),
    ...(centre.waiting <= NAIVE_LIMIT ? [heapJsChanges(centre)] : []),
    floor(centre),
  ]
}

/** Who leaves, one after the other, worked out before: a division is no part of the line. */
function leaversOf({ waiting, draws }: Centre): Int32Array {
  return Int32Array.from(draws, (draw) => draw % waiting)
}

/**
 * The line as the engine uses it. A class, whose instants are numbers in place: in a closure each would be an
 * object of its own.
 */
class LineChanges {
  private readonly centre: Centre
  private readonly leavers: Int32Array
  private readonly line: WaitingLine
  private readonly place = placeOf()
  private readonly turn: Turn = { key: 0, virtualAtMs: 0, sequence: 0 }
  private nowMs = START_AT_MS
  private changed = 0

  constructor(centre: Centre) {
    const { waiting, needs, rates, first } = centre
    this.centre = centre
    this.leavers = leaversOf(centre)
    this.line = new WaitingLine(1, rates)
    this.line.ensureContacts(waiting)
    this.line.ensureDemands(needs.length)
    for (let contact = 0; contact < waiting; contact++) this.enter(contact, first.headStart[contact]!)
  }

  steps(operations: number): number {
    const { line, leavers } = this
    const { later } = this.centre
    let sum = 0
    for (let i = 0; i < operations; i++) {
      const at = this.changed++ & (CYCLE - 1)
      const contact = leavers[at]!
      line.remove(contact)
      this.enter(contact, later.headStart[at]!)
      sum += line.laneHead[line.laneOf(contact)]!
    }
    return sum
  }

  private enter(contact: number, headStart: number): void {
    const { line, place, turn } = this
    this.nowMs++
    const demand = this.centre.first.kind[contact]!
    turn.key = keyOf(100, this.nowMs, headStart)
    turn.virtualAtMs = this.nowMs
    turn.sequence = this.nowMs
    place.demand = demand
    const shared = line.sharedLane(demand, 0)
    line.enqueue(shared >= 0 ? shared : line.laneFor(place), contact, turn)
  }
}

function lineChanges(centre: Centre): Contender {
  const changes = new LineChanges(centre)
  const steps = (operations: number): number => changes.steps(operations)
  // Only within a single lane is the head comparable with that of one heap.
  return { name: 'waiting line', steps, digest: centre.needs.length === 1 ? digestOf(steps) : '-' }
}

function heapJsChanges(centre: Centre): Contender {
  const { waiting, needs, first, later } = centre
  const leavers = leaversOf(centre)
  const key = new Float64Array(waiting)
  const enteredAtMs = new Float64Array(waiting)
  const heap = new Heap<number>((a, b) => key[a]! - key[b]! || enteredAtMs[a]! - enteredAtMs[b]!)
  let nowMs = START_AT_MS
  let changed = 0
  const enter = (contact: number, headStart: number): void => {
    enteredAtMs[contact] = ++nowMs
    key[contact] = keyOf(100, nowMs, headStart)
    heap.add(contact)
  }
  for (let contact = 0; contact < waiting; contact++) enter(contact, first.headStart[contact]!)
  const steps = (operations: number): number => {
    let sum = 0
    for (let i = 0; i < operations; i++) {
      const at = changed++ & (CYCLE - 1)
      const contact = leavers[at]!
      heap.remove(contact)
      enter(contact, later.headStart[at]!)
      sum += heap.peek()!
    }
    return sum
  }
  return { name: 'heap-js', steps, digest: needs.length === 1 ? digestOf(steps) : '-' }
}

function digestOf(steps: (operations: number) => number): string {
  const hash = new Hash64()
  for (let i = 0; i < CHECKED_CYCLES; i++) hash.number(steps(1))
  return hash.digest()
}
