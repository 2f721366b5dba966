/**
 * The whole engine where nothing can be shared: every agent different, 5,000 requirements, most lanes with a single contact,
 * and agents who go on breaks. One operation is a contact that arrives, an agent who finishes and goes on a break, and
 * another who comes back and gets the best contact that waits: four commands, one assignment, six events. With handles alone
 * and with ids; both must assign the same.
 * Run: npm run bench -- --only engine/breaks
 */
import { compare, type Contender, type Row, type Scale } from '../measure.js'
import { centreOf, type Centre } from '../routing/workload.js'
import { Host, type Naming } from './host.js'

type Size = readonly [waiting: number, agents: number]

const SIZES: Readonly<Record<Scale, Size>> = {
  tiny: [60, 80],
  quick: [1_000, 1_000],
  full: [5_000, 10_000],
}
const SINGLES = 50_000

export function run(scale: Scale): Row[] {
  const [waiting, agents] = SIZES[scale]
  const centre = centreOf('five thousand requirements', waiting, agents)
  const contenders = [withBreaks(centre, 'handles'), withBreaks(centre, 'ids')]
  const work = `every agent different, 5000 requirements, breaks, ${waiting} waiting, ${agents} agents`
  return compare(work, contenders, { scale, rival: 'engine, handles', singles: SINGLES })
}

function withBreaks(centre: Centre, naming: Naming): Contender {
  const host = new Host(centre, naming)
  host.fill(centre.first)
  const steps = (cycles: number): number => host.stepsWithBreaks(cycles)
  return { name: `engine, ${naming}`, steps, digest: host.checked(steps) }
}
