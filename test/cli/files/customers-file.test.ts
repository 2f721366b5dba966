/** Customers of a file, through the command line: their tiers, and faults at their places. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readScenario } from '../../../src/cli/files/scenario-file.js'
import { run } from '../captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(rfm: string): string {
  const file = join(folder, 'scenario.yaml')
  const text = `name: base
until: 1h
policy: { channels: { phone: {} }, skills: [], queues: { calls: {} } }
demand: { calls: { arrivals: { perHour: 10 } } }
service: 3min
agents: [{ name: ana }]
rfm: ${rfm}
`
  writeFileSync(file, text)
  return file
}

const cuts = 'cuts: { recency: [180, 90, 30, 7], frequency: [1, 2, 4, 8], monetary: [50, 100, 400, 900] }'

describe('a file of customers', () => {
  it('comes to tiers', () => {
    writeFileSync(join(folder, 'base.csv'), 'id,days,purchases,spend\na,5,9,1000\nb,300,1,20\nc,,0,0\n')
    const { scenario } = readScenario(written(`{ file: base.csv, ${cuts} }`), [])
    const { names, upTo } = scenario.demand[0]!.tier
    expect(names).toEqual(['core', 'regular'])
    expect(upTo[0]).toBeCloseTo(1 / 3, 12)
  })

  it('has its faults told with file, line and column, or where it is named', async () => {
    writeFileSync(join(folder, 'bad.csv'), `days,purchases,spend\n${'1,many,2\n'.repeat(30)}`)
    const bad = await run(['validate', written('{ file: bad.csv }')])
    expect(bad.code).toBe(104)
    expect(bad.err).toContain('bad.csv:2:3: "many" is not a number, at least 0')
    expect(bad.err).toContain('bad.csv: ... and 10 more')
    const missing = await run(['validate', written('{ file: none.csv }')])
    expect(missing.err).toMatch(/scenario\.yaml:7:\d+: rfm\.file: none\.csv cannot be read/)
    const wrong = await run(['validate', written('{ file: base.csv, colums: {} }')])
    expect(wrong.err).toContain('rfm.colums: unknown key "colums"')
    const cut = await run(['validate', written('{ file: base.csv, cuts: { recency: [1] } }')])
    expect(cut.err).toContain('rfm.cuts')
  })
})
