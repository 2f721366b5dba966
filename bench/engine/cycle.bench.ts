/**
 * The whole engine in `assign` mode, in the centres of bench/routing: one operation is a contact that arrives and an agent
 * who finishes, so one assignment, two clocks armed and cancelled, three events. Once with handles alone, once with a fresh
 * id of 36 characters for each contact. Assignments must be those of the routing core and of the naive twin. Besides, what
 * a waiting contact of the rush hour holds in memory, and what its cycles leave behind. Command objects and the sink are the
 * host's, and reused.
 * Run: npm run bench -- --only engine/cycle
 */
import { compare, retainedBytes, type Contender, type Row, type Scale } from '../measure.js'
import { routingCore } from '../routing/core.js'
import { floor, heapJs, naiveTwin } from '../routing/rivals.js'
import { centreOf, type Centre, WORKLOADS } from '../routing/workload.js'
import { Host, idsOf, type Naming } from './host.js'

const WAITING: Readonly<Record<Scale, readonly number[]>> = {
  tiny: [100],
  quick: [1_000, 10_000],
  full: [1_000, 10_000, 100_000],
}
/** Where the other centres are tried; those with abandons are not, for the host keeps no list of who waits. */
const ELSEWHERE: Readonly<Record<Scale, number>> = { tiny: 100, quick: 1_000, full: 10_000 }
const AGENTS: Readonly<Record<Scale, number>> = { tiny: 20, quick: 1_000, full: 1_000 }
/** Up to here the twin and heap-js can follow. */
const NAIVE_LIMIT = 10_000
const SINGLES = 200_000
const GROWTH_CYCLES: Readonly<Record<Scale, number>> = { tiny: 100, quick: 20_000, full: 200_000 }

export function run(scale: Scale): Row[] {
  const rushHours = WAITING[scale].map((waiting) => centreOf('rush hour', waiting, AGENTS[scale]))
  const others = WORKLOADS.filter((name) => name !== 'rush hour')
    .map((name) => centreOf(name, ELSEWHERE[scale], AGENTS[scale]))
    .filter(({ abandons }) => abandons === 0)
  return [
    ...rushHours.flatMap((centre) => [
      ...cycles(centre, ['handles', 'ids'], scale),
      ...held(centre, 'handles', scale),
      ...held(centre, 'ids', scale),
    ]),
    ...others.flatMap((centre) => cycles(centre, ['handles'], scale)),
  ]
}

function cycles(centre: Centre, namings: readonly Naming[], scale: Scale): Row[] {
  const { name, waiting, agents } = centre
  const contenders = [
    ...namings.map((naming) => wholeEngine(centre, naming)),
    routingCore(centre),
    ...(waiting <= NAIVE_LIMIT ? [naiveTwin(centre), heapJs(centre)] : []),
    floor(centre),
  ]
  const work = `${name}, ${waiting} waiting, ${agents} agents`
  return compare(work, contenders, { scale, rival: 'flatqueue', singles: SINGLES })
}

/** Memory: of one waiting contact, beyond the caller's own id, and what a cycle leaves behind. */
function held(centre: Centre, naming: Naming, scale: Scale): Row[] {
  const host = new Host({ ...centre, waiting: 0 }, naming)
  const ids = idsOf(naming === 'ids' ? centre.waiting : 0)
  const before = retainedBytes(scale)
  host.fill(centre.first, false, ids)
  const after = retainedBytes(scale)
  const row = (work: string, bytes: number): Row => ({
    work: `${work}, ${centre.waiting} waiting`,
    contender: `engine, ${naming}`,
    bytes,
    digest: '-',
  })
  const warm = GROWTH_CYCLES[scale] / 4
  host.steps(warm)
  const begin = retainedBytes(scale)
  host.steps(GROWTH_CYCLES[scale])
  const end = retainedBytes(scale)
  host.steps(1)
  // Asked for here, the ids cannot have gone before.
  const what = ids.length > 0 ? ', its id not counted' : ''
  return [
    row(`held by a waiting contact${what}`, (after - before) / centre.waiting),
    row('left behind by a cycle', (end - begin) / GROWTH_CYCLES[scale]),
  ]
}

function wholeEngine(centre: Centre, naming: Naming): Contender {
  const host = new Host(centre, naming)
  host.fill(centre.first)
  const digest = host.checked()
  return { name: `engine, ${naming}`, steps: (cycles) => host.steps(cycles), digest }
}
