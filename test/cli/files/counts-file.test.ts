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

  it('have a row for each interval from the beginning of the scenario to its end', async () => {
    const hole = written('from;calls\n08:00;6\n08:30;6\n09:30;6\n')
    expect(await run(['simulate', hole])).toMatchObject({
      code: 104,
      out: '',
      err: expect.stringMatching(/volumes\.csv:4:1: 09:00 is missing between 08:30 and 09:30/) as string,
    })
    const short = written('from;calls\n08:00;6\n08:30;6\n')
    expect((await run(['validate', short])).err).toMatch(/volumes\.csv:3:1: the rows end at 09:00, but/)
  })

  it('are told where they go beyond the scenario, or are of days that are not like the others', async () => {
    const long = written('from,calls\n08:00,6\n09:00,6\n10:00,8\n')
    const { code, err } = await run(['simulate', long])
    expect(code).toBe(0)
    expect(err).toMatch(/warning: demand\.calls: about 8\.0 contacts lie before `from` or after `until`/)
    const dated = scenario
      .replace('until: 10:00', 'until: 58:00')
      .replace('volumes.csv', 'volumes.csv, date: day')
    const days =
      'day,from,calls\n2026-11-30,08:00,6\n2026-11-30,09:00,6\n2026-12-02,08:00,6\n2026-12-02,09:00,6\n'
    expect((await run(['validate', written(days, dated)])).out).toMatch(
      /warning: volumes\.csv: most days have rows from 08:00 to 10:00, but not 2026-12-01 \(none\)/,
    )
    const repeated = dated.replace('until: 58:00', 'until: 10:00\ndays: 3')
    expect((await run(['validate', written(days, repeated)])).err).toMatch(
      /scenario\.yaml:7:\d+: demand\.calls\.arrivals\.counts\.date: rows of many dates cannot be repeated .* until: 58:00 be the end/,
    )
  })

  it('with a fault that two queues meet tell it once', async () => {
    const two = scenario
      .replace('{ calls: {} }', '{ calls: {}, mail: {} }')
      .replace('service:', '  mail: { arrivals: { counts: { file: volumes.csv } } }\nservice:')
    const { err } = await run(['validate', written('from,calls,mail\n8 am,6,1\n09:00,6,1\n', two)])
    expect(err.match(/"8 am" is not a time/g)).toHaveLength(1)
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
