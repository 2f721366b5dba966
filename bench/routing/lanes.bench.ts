/**
 * What one more lane costs an agent who frees: a cycle of the routing core with 1 to 400 lanes, all of which every agent may
 * serve, 32 contacts in each. The last row is the difference between most and fewest, by lane: the price of a look at one
 * more head. Ratios are to flatqueue with as many contacts. Run: npm run bench -- --only routing/lanes
 */
import { Stream } from '../../src/base/prng.js'
import { compare, type Row, type Scale } from '../measure.js'
import { routingCore } from './core.js'
import { floor } from './rivals.js'
import { CYCLE, type Arrivals, type Centre } from './workload.js'

const LANES: Readonly<Record<Scale, readonly number[]>> = {
  tiny: [1, 3],
  quick: [1, 40, 400],
  full: [1, 10, 40, 100, 200, 400],
}
/** In each lane. */
const WAITING = 32
/** So many levels of each skill. */
const LEVELS = 100

export function run(scale: Scale): Row[] {
  const rows: Row[] = []
  const cycleNs: number[] = []
  for (const lanes of LANES[scale]) {
    const centre = centreWith(lanes)
    const work = `${lanes} lanes, all eligible`
    const measured = compare(work, [routingCore(centre), floor(centre)], { scale, rival: 'flatqueue' })
    cycleNs.push(measured[0]!.medianNs!)
    rows.push(...measured)
  }
  const further = LANES[scale].at(-1)! - LANES[scale][0]!
  const medianNs = (cycleNs.at(-1)! - cycleNs[0]!) / further
  return [...rows, { work: 'each further lane', contender: 'routing core', medianNs, digest: '-' }]
}

/** A hundred agents who can do everything, all of them busy. */
function centreWith(lanes: number): Centre {
  const stream = Stream.named(1, lanes, 'lanes')
  const upTo = (limit: number): number => Math.floor(stream.uniform() * limit)
  const skills = Math.ceil(lanes / LEVELS)
  const waiting = lanes * WAITING
  const agents = 100
  const arrivals = (count: number): Arrivals => ({
    kind: Int32Array.from({ length: count }, () => upTo(lanes)),
    rateIndex: new Uint8Array(count),
    headStart: Float64Array.from({ length: count }, () => upTo(1 + waiting / 4)),
  })
  return {
    name: 'lanes',
    waiting,
    agents,
    skills,
    needs: Array.from({ length: lanes }, (_, i) => [Math.floor(i / LEVELS), 1 + (i % LEVELS)]),
    rates: [100],
    levels: Array.from({ length: agents }, () => new Uint8Array(skills).fill(LEVELS)),
    firstBusy: 0,
    abandons: 0,
    first: arrivals(waiting),
    later: arrivals(CYCLE),
    draws: Int32Array.from({ length: CYCLE }, () => upTo(2 ** 31)),
  }
}
