/**
 * Runs the benchmarks and prints one table. `npm run bench -- --quick` takes about a minute and gives a first idea; without
 * it, figures to be quoted. `--only NAME` (again and again) runs those whose name has NAME in it, `--json FILE` writes the
 * rows and what they were measured on. Fails when contenders of one comparison do not come to the same results.
 */
import { writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { parseArgs } from 'node:util'
import type { Row, Scale } from './measure.js'
import { tableOf } from './report.js'

/** Name -> what gives its rows. Loaded when needed. */
export const BENCHES: Readonly<Record<string, (scale: Scale) => Promise<Row[]>>> = {
  'base/bit-matrix': async (scale) => (await import('./base/bit-matrix.bench.js')).run(scale),
  'base/indexed-heap': async (scale) => (await import('./base/indexed-heap.bench.js')).run(scale),
  'sla/calendar': async (scale) => (await import('./sla/calendar.bench.js')).run(scale),
  'sla/deadlines': async (scale) => (await import('./sla/deadlines.bench.js')).run(scale),
  'sla/promise-clocks': async (scale) => (await import('./sla/promise-clocks.bench.js')).run(scale),
  'routing/assignment': async (scale) => (await import('./routing/assignment.bench.js')).run(scale),
  'routing/decision': async (scale) => (await import('./routing/decision.bench.js')).run(scale),
  'routing/lanes': async (scale) => (await import('./routing/lanes.bench.js')).run(scale),
  'staffing/index': async (scale) => (await import('./staffing/index.bench.js')).run(scale),
  'sim/simulate': async (scale) => (await import('./sim/simulate.bench.js')).run(scale),
  'engine/live-measures': async (scale) => (await import('./engine/live-measures.bench.js')).run(scale),
  'engine/estimate': async (scale) => (await import('./engine/estimate.bench.js')).run(scale),
  'engine/breaks': async (scale) => (await import('./engine/breaks.bench.js')).run(scale),
  'engine/long': async (scale) => (await import('./engine/long.bench.js')).run(scale),
  'engine/cycle': async (scale) => (await import('./engine/cycle.bench.js')).run(scale),
}

const USAGE = 2

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
    },
  })
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
    const rows = await BENCHES[name]!(quick ? 'quick' : 'full')
    results[name] = rows
    for (const line of tableOf(rows)) console.log(line)
  }
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ machine, quick, results }, undefined, 1)}\n`)
}

function machineText(): string {
  const processors = cpus()
  const model = processors[0]?.model ?? 'unknown processor'
  return `${model}, ${processors.length} cores, ${platform()} ${arch()}, Node ${process.version}`
}

if (process.argv[1]?.endsWith('run.ts') === true) await main()
