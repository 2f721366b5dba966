/**
 * A long run of the whole engine in the rush hour: what single cycles cost, a million of them timed one by one, down to the
 * longest; and what nine million more leave behind. The routing core beside it for the former, with the same assignments.
 * Run: npm run bench -- --only engine/long
 */
import { agree, percentiles, retainedBytes, type Contender, type Row, type Scale } from '../measure.js'
import { routingCore } from '../routing/core.js'
import { centreOf } from '../routing/workload.js'
import { Host } from './host.js'

const WAITING: Readonly<Record<Scale, number>> = { tiny: 100, quick: 10_000, full: 100_000 }
const AGENTS: Readonly<Record<Scale, number>> = { tiny: 20, quick: 1_000, full: 1_000 }
const CYCLES: Readonly<Record<Scale, number>> = { tiny: 50, quick: 50_000, full: 1_000_000 }
/** What is held after the first cycles is compared with what is held after so many times as many. */
const LONGER = 10

export function run(scale: Scale): Row[] {
  const centre = centreOf('rush hour', WAITING[scale], AGENTS[scale])
  const cycles = CYCLES[scale]
  const host = new Host(centre, 'handles')
  host.fill(centre.first)
  const engine: Contender = {
    name: 'engine, handles',
    steps: (count) => host.steps(count),
    digest: host.checked(),
  }
  const core = routingCore(centre)
  const size = `${centre.waiting} waiting, ${centre.agents} agents`
  agree(size, [engine, core])
  const rows = [engine, core].map((contender) =>
    latency(contender, `${cycles} single cycles, ${size}`, cycles),
  )
  const before = retainedBytes(scale)
  host.steps(cycles * (LONGER - 1))
  const growth = retainedBytes(scale) - before
  return [
    ...rows,
    {
      work: `growth from cycle ${cycles} to ${cycles * LONGER}, ${size}`,
      contender: engine.name,
      bytes: growth,
      digest: '-',
    },
  ]
}

function latency({ name, steps, digest }: Contender, work: string, cycles: number): Row {
  steps(Math.ceil(cycles / 10))
  const durationsNs = new Float64Array(cycles)
  for (let i = 0; i < cycles; i++) {
    const beganMs = performance.now()
    steps(1)
    durationsNs[i] = (performance.now() - beganMs) * 1e6
  }
  const rest = percentiles(Array.from(durationsNs))
  return { work, contender: name, ...rest, medianNs: rest.p50Ns!, digest }
}
