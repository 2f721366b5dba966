import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePolicy } from '../../src/engine/policy/policy.js'
import { CLOCKS } from '../../src/engine/policy/promise-defaults.js'
import { run } from '../cli/captured-terminal.js'

const folder = fileURLToPath(new URL('../../examples/policies/', import.meta.url))

test.each(readdirSync(folder))('%s is a valid policy', async (name) => {
  const { code, out } = await run(['validate', folder + name])
  expect(code).toBe(0)
  expect(out).toContain('ok')
})

test('the after-sales policy says in its own words what the preset of that name promises', () => {
  const read = parse(readFileSync(`${folder}after-sales.yaml`, 'utf8')) as Record<string, unknown>
  const horizon = { fromAtMs: 0, untilAtMs: 1 }
  const { promises: _promises, ...rest } = read
  const stated = parsePolicy(read, { horizon }).normal.queues[0]!
  const preset = parsePolicy({ ...rest, presets: ['afterSales'] }, { horizon }).normal.queues[0]!
  for (const clock of CLOCKS) {
    const [own, named] = [stated, preset].map(({ promises }) => promises[clock].at(-1)!.promise!)
    const times = named!.stages.map(({ stage, afterMs }) => [stage, afterMs])
    // The file escalates what is not solved in two days, beyond what the users named.
    const shown = own!.stages.filter(({ stage }) => stage !== 'escalate')
    expect([clock, shown.map(({ stage, afterMs }) => [stage, afterMs])]).toEqual([clock, times])
    expect(own!.repeatMs).toBe(named!.repeatMs)
  }
})
