/**
 * Runs the benchmarks, built like the library (tsup.config.ts beside it), and prints one table. `npm run bench -- --quick`
 * takes about a minute and gives a first idea; without it, figures to be quoted. `--only NAME` (again and again) runs those
 * whose name has NAME in it, `--json FILE` writes the rows and what they were measured on. Fails when contenders of one
 * comparison do not come to the same results.
 */
import { writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { parseArgs } from 'node:util'
import { run as baseBitMatrix } from './base/bit-matrix.bench.js'
import { run as baseIndexedHeap } from './base/indexed-heap.bench.js'
import { run as slaCalendar } from './sla/calendar.bench.js'
import { run as slaDeadlines } from './sla/deadlines.bench.js'
import { run as slaPromiseClocks } from './sla/promise-clocks.bench.js'
import { run as routingAssignment } from './routing/assignment.bench.js'
import { run as routingDecision } from './routing/decision.bench.js'
import { run as routingLanes } from './routing/lanes.bench.js'
import { run as staffingIndex } from './staffing/index.bench.js'
import { run as simSimulate } from './sim/simulate.bench.js'
import { run as engineLiveMeasures } from './engine/live-measures.bench.js'
import { run as engineEstimate } from './engine/estimate.bench.js'
import { run as engineBreaks } from './engine/breaks.bench.js'
import { run as engineLong } from './engine/long.bench.js'
import { run as engineCycle } from './engine/cycle.bench.js'
import type { Row, Scale } from './measure.js'
import { tableOf } from './report.js'

/** Name -> what gives its rows. Loaded from the start: a bundle of everything is one file, as what users import is. */
export const BENCHES: Readonly<Record<string, (scale: Scale) => Row[]>> = {
  'base/bit-matrix': baseBitMatrix,
  'base/indexed-heap': baseIndexedHeap,
  'sla/calendar': slaCalendar,
  'sla/deadlines': slaDeadlines,
  'sla/promise-clocks': slaPromiseClocks,
  'routing/assignment': routingAssignment,
  'routing/decision': routingDecision,
  'routing/lanes': routingLanes,
  'staffing/index': staffingIndex,
  'sim/simulate': simSimulate,
  'engine/live-measures': engineLiveMeasures,
  'engine/estimate': engineEstimate,
  'engine/breaks': engineBreaks,
  'engine/long': engineLong,
  'engine/cycle': engineCycle,
}

const USAGE = 2

function main(): void {
  const values = optionsGiven()
  if (values === undefined) {
    process.exitCode = USAGE
    return
  }
  const { quick, only, json } = values
  const names = Object.keys(BENCHES).filter(
    (name) => only.length === 0 || only.some((part) => name.includes(part)),
  )
  if (names.length === 0) {
    console.error(`no benchmark has ${only.join(' or ')} in its name: ${Object.keys(BENCHES).join(', ')}`)
    process.exitCode = USAGE
    return
  }
  const machine = machineText()
  console.log(`${machine}${quick ? ', quick' : ''}`)
  const results: Record<string, Row[]> = {}
  for (const name of names) {
    console.log(`\n== ${name}`)
    const rows = BENCHES[name]!(quick ? 'quick' : 'full')
    results[name] = rows
    for (const line of tableOf(rows)) console.log(line)
  }
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ machine, quick, results }, undefined, 1)}\n`)
}

/** Undefined when an option is unknown, which is said. */
function optionsGiven(): { quick: boolean; only: string[]; json?: string } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
      },
    })
    return values
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run bench -- [--quick] [--only NAME]... [--json FILE]`,
    )
    return undefined
  }
}

function machineText(): string {
  const processors = cpus()
  const model = processors[0]?.model ?? 'unknown processor'
  return `${model}, ${processors.length} cores, ${platform()} ${arch()}, Node ${process.version}`
}

if (/run\.[jt]s$/.test(process.argv[1] ?? '')) main()
