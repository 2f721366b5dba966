/**
 * Other ways to decide the same: the naive twin filters and sorts everybody for every decision, the sorted array keeps them
 * sorted and scans for the first that fits, the heap of heap-js is popped until one fits and the others are put back. All
 * read the same columns and must assign the same. flatqueue only pushes and pops the keys of the arrivals: the floor, which
 * knows no skills, no agents and no removal. With several rates of ageing there is a structure for each.
 */
import FlatQueue from 'flatqueue'
import { Heap } from 'heap-js'
import type { Contender } from '../measure.js'
import { checked, Desk } from './desk.js'
import { CYCLE, START_AT_MS, keyOf, meets, type Centre } from './workload.js'

type Compare = (a: number, b: number) => number
type Fits = (element: number) => boolean

/** Elements in order, of which the first that fits is wanted. */
interface Sequence {
  readonly add: (element: number) => void
  /** Takes out a given element, from wherever. */
  readonly remove: (element: number) => void
  /** Finds the first that fits, or -1, and leaves it in. */
  readonly first: (fits: Fits) => number
}

function naive(compare: Compare): Sequence {
  const all: number[] = []
  return {
    add: (element) => all.push(element),
    remove: (element) => all.splice(all.indexOf(element), 1),
    first: (fits) => all.filter(fits).sort(compare)[0] ?? -1,
  }
}

function sortedArray(compare: Compare): Sequence {
  const all: number[] = []
  /** Where the element is, or would be. */
  const placeOf = (element: number): number => {
    let low = 0
    let high = all.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(all[middle]!, element) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    add: (element) => all.splice(placeOf(element), 0, element),
    remove: (element) => all.splice(placeOf(element), 1),
    first: (fits) => all.find(fits) ?? -1,
  }
}

function skippingHeap(compare: Compare): Sequence {
  const heap = new Heap<number>(compare)
  const skipped: number[] = []
  return {
    add: (element) => heap.add(element),
    remove: (element) => (heap.peek() === element ? heap.pop() : heap.remove(element)),
    first: (fits) => {
      while (heap.length > 0 && !fits(heap.peek()!)) skipped.push(heap.pop()!)
      const found = heap.peek() ?? -1
      while (skipped.length > 0) heap.add(skipped.pop()!)
      return found
    },
  }
}

function rival(name: string, centre: Centre, sequence: (compare: Compare) => Sequence): Contender {
  const desk = new Desk(centre)
  const { contactOf, slots } = desk
  const kind = new Int32Array(slots)
  const rateIndex = new Uint8Array(slots)
  const key = new Float64Array(slots)
  const virtualAtMs = new Float64Array(slots)
  const arrival = new Float64Array(slots)
  const { needs, levels, rates } = centre
  const idleSinceMs = new Float64Array(centre.agents)
  const lines = rates.map(() =>
    sequence((a, b) => key[a]! - key[b]! || virtualAtMs[a]! - virtualAtMs[b]! || arrival[a]! - arrival[b]!),
  )
  const free = sequence((a, b) => idleSinceMs[a]! - idleSinceMs[b]! || a - b)
  for (let agent = 0; agent < centre.agents; agent++) if (contactOf[agent]! < 0) free.add(agent)

  const goesFirst = (a: number, b: number): boolean => {
    const standing = (contact: number): number => rates[rateIndex[contact]!]! * desk.nowMs - key[contact]!
    const difference = standing(b) - standing(a) || virtualAtMs[a]! - virtualAtMs[b]!
    return (difference || arrival[a]! - arrival[b]!) < 0
  }
  const arrive = (contact: number): void => {
    kind[contact] = desk.kind
    rateIndex[contact] = desk.rateIndex
    key[contact] = keyOf(rates[desk.rateIndex]!, desk.nowMs, desk.headStartMs)
    virtualAtMs[contact] = desk.nowMs
    arrival[contact] = desk.arrived
    const need = needs[desk.kind]!
    const agent = free.first((each) => meets(need, levels[each]!))
    if (agent < 0) {
      lines[desk.rateIndex]!.add(contact)
      return
    }
    free.remove(agent)
    desk.assign(contact, agent)
  }
  const finish = (agent: number): void => {
    idleSinceMs[agent] = desk.nowMs
    const own = levels[agent]!
    const fits: Fits = (contact) => meets(needs[kind[contact]!]!, own)
    let best = -1
    for (const line of lines) {
      const found = line.first(fits)
      if (found >= 0 && (best < 0 || goesFirst(found, best))) best = found
    }
    if (best < 0) {
      free.add(agent)
      return
    }
    lines[rateIndex[best]!]!.remove(best)
    desk.assign(best, agent)
  }
  for (let i = 0; i < centre.waiting; i++) arrive(desk.arriveFirst(i))
  desk.restartDigest()
  const steps = (cycles: number): number => {
    for (let i = 0; i < cycles; i++) {
      desk.tick()
      for (let more = centre.abandons; more >= 0; more--) arrive(desk.arrive())
      for (let more = centre.abandons; more > 0; more--) {
        const contact = desk.nextAbandon(more)
        lines[rateIndex[contact]!]!.remove(contact)
      }
      finish(desk.nextFreed())
    }
    return desk.nowMs
  }
  return { name, steps, digest: checked(desk, steps) }
}

export const naiveTwin = (centre: Centre): Contender => rival('naive twin', centre, naive)
export const sorted = (centre: Centre): Contender => rival('sorted array', centre, sortedArray)
export const heapJs = (centre: Centre): Contender => rival('heap-js with skip', centre, skippingHeap)

/** Pushes each arrival's key (at one rate, so that the queue stays mixed) and pops as many. */
export function floor({ waiting, first, later, abandons }: Centre): Contender {
  const queue = new FlatQueue(waiting + abandons + 1)
  let nowMs = START_AT_MS
  let arrived = waiting
  for (let i = 0; i < waiting; i++) queue.push(i, keyOf(100, ++nowMs, first.headStart[i]!))
  const steps = (cycles: number): number => {
    let sum = 0
    for (let i = 0; i < cycles; i++) {
      nowMs++
      for (let more = abandons; more >= 0; more--) {
        queue.push(arrived, keyOf(100, nowMs, later.headStart[arrived & (CYCLE - 1)]!))
        arrived++
      }
      for (let more = abandons; more >= 0; more--) sum += queue.pop()!
    }
    return sum
  }
  return { name: 'flatqueue', steps, digest: '-' }
}
