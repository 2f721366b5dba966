import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { withCounts } from '../../../src/cli/files/counts-file.js'
import { run } from '../captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

const scenario = `name: x
from: 08:00
until: 10:00
policy: { channels: { phone: {} }, skills: [], queues: { calls: {} } }
demand:
  calls: { arrivals: { counts: { file: volumes.csv } } }
service: 3min
agents: [{ name: a }]
`

function written(counts: string, text = scenario): string {
  writeFileSync(join(folder, 'scenario.yaml'), text)
  writeFileSync(join(folder, 'volumes.csv'), counts)
  return join(folder, 'scenario.yaml')
}

describe('counts of a scenario file', () => {
  it('stand in the place of blocks', async () => {
    const file = written('from,calls\n08:00,600\n09:00,1200\n')
    const { value, faults } = withCounts(
      { demand: { calls: { arrivals: { counts: { file: 'volumes.csv' } }, tier: 'core' } } },
      file,
      () => '',
    )
    expect(faults).toEqual([])
    expect(value).toEqual({
      demand: {
        calls: {
          arrivals: {
            blocks: [
              { from: 28_800_000, to: 32_400_000, perHour: 600 },
              { from: 32_400_000, to: 36_000_000, perHour: 1_200 },
            ],
          },
          tier: 'core',
        },
      },
    })
    const { code, out } = await run(['simulate', file, '--json'])
    expect(code).toBe(0)
    const { summary } = JSON.parse(out) as {
      summary: { rows: { estimates: { offered: { value: number } } }[] }
    }
    const { value: offered } = summary.rows[0]!.estimates.offered
    expect(Math.abs(offered - 1_800)).toBeLessThan(4 * Math.sqrt(1_800))
  })

  it('are refused with the other faults, each at its place', async () => {
    const file = written('from,calls\n08:00,many\n09:00,5\n', scenario.replace('3min', '3mins'))
    const { code, err } = await run(['validate', file])
    expect(code).toBe(104)
    expect(err).toMatch(/volumes\.csv:2:7: "many" is not a number of contacts/)
    expect(err).toMatch(/scenario\.yaml:7:1: service: must be/)
    const many = written(`from,calls\n${'x,y\n'.repeat(50)}`)
    expect((await run(['validate', many])).err).toMatch(/volumes\.csv: \.\.\. and 80 more/)
  })

  it('that cannot be read, or are not sound, are a fault of the scenario', async () => {
    const gone = written('', scenario.replace('volumes.csv', 'gone.csv'))
    expect(await run(['validate', gone])).toMatchObject({
      code: 104,
      err: expect.stringMatching(
        /scenario\.yaml:6:\d+: demand\.calls\.arrivals\.counts\.file: gone\.csv cannot/,
      ) as string,
    })
    const misspelt = written('', scenario.replace('file: ', 'flie: '))
    const { code, err } = await run(['validate', misspelt])
    expect(code).toBe(104)
    expect(err).toMatch(/unknown key "flie" \(maybe "file"\?\)/)
  })

  it('leave alone what is no scenario', () => {
    for (const value of [undefined, 5, { demand: 5 }, { demand: { calls: null } }]) {
      expect(withCounts(value, 'x', () => '').value).toEqual(value)
    }
  })
})
