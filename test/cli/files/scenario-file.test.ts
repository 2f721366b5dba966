import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../captured-terminal.js'

const small = fileURLToPath(new URL('../small-centre.yaml', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

const policy = `channels: { phone: {} }
skills: []
queues:
  calls: { wrapUpMs: 5 }
`
const scenario = `name: x
until: 1h
policyFile: policy.yaml
demand:
  calls: { arrivals: { perHour: 5 } }
service: 3min
agents: [{ name: a }]
`

function written(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return join(folder, 'scenario.yaml')
}

describe('faults of a scenario file', () => {
  it('are told all at once, with file, line, column, path and hint, and nothing is run', async () => {
    const { code, out, err } = await run([
      'simulate',
      small,
      '--set',
      'until=later',
      '--set',
      'demand.hlp=1',
      '--set',
      'agents[0].skills.repiar=3',
      '--set',
      'interval=17min',
    ])
    expect(code).toBe(104)
    expect(out).toBe('')
    const lines = err.trimEnd().split('\n').sort()
    expect(lines.length).toBe(4)
    expect(lines[0]).toMatch(
      /^--set agents\[0\]\.skills\.repiar: unknown skill "repiar" \(maybe "repair"\?\)/,
    )
    expect(lines[1]).toMatch(/^--set demand\.hlp: must be an object/)
    expect(lines[2]).toMatch(/^--set demand\.hlp: unknown queue "hlp" \(maybe "help"\?\)/)
    expect(lines[3]).toMatch(/^--set until: must be a time/)
  })

  it('a fault of the policy file is told there', async () => {
    const file = written({ 'scenario.yaml': scenario, 'policy.yaml': policy.replace('5', '-5') })
    const { code, err } = await run(['simulate', file])
    expect(code).toBe(104)
    expect(err).toMatch(
      /policy\.yaml:4:12: queues\.calls\.wrapUpMs: must be a whole number of milliseconds from 0/,
    )
  })

  it('a policy file that cannot be read, or is no YAML, is a fault', async () => {
    const gone = written({ 'scenario.yaml': scenario.replace('policy.yaml', 'gone.yaml') })
    expect(await run(['simulate', gone])).toMatchObject({
      code: 104,
      err: expect.stringMatching(/scenario\.yaml:3:1: policyFile: .*gone\.yaml: cannot be read/) as string,
    })
    const broken = written({ 'scenario.yaml': scenario, 'policy.yaml': 'a: [1' })
    expect((await run(['simulate', broken])).code).toBe(104)
    const nonsense = written({ 'scenario.yaml': 'name: [', 'policy.yaml': policy })
    expect(await run(['validate', nonsense])).toMatchObject({ code: 104, out: '' })
  })

  it('a name that would vanish from a table is told where it stands', async () => {
    const file = written({
      'scenario.yaml': `${scenario}slowdown: { __proto__: 2 }\n`,
      'policy.yaml': `${policy}  __proto__: {}\n`,
    })
    const { code, err } = await run(['validate', file])
    expect(code).toBe(104)
    const [first, second, ...more] = err.trimEnd().split('\n')
    expect(first).toMatch(/scenario\.yaml:\d+:13: slowdown\.__proto__: must be a name other than __proto__/)
    expect(second).toMatch(/policy\.yaml:5:3: queues\.__proto__: must be a name other than __proto__/)
    expect(more).toEqual([])
  })

  it('a file that is not in UTF-8 is no table of a spreadsheet', async () => {
    const file = written({ 'scenario.yaml': scenario, 'policy.yaml': policy })
    writeFileSync(file, Buffer.from(`# M\u00fcller\n${scenario}`, 'latin1'))
    const told = 'it is not text in UTF-8 (an editor asks for the encoding where one saves a file)\n'
    expect(await run(['validate', file])).toEqual({
      code: 2,
      out: '',
      err: `${file}: cannot be read: ${told}`,
    })
  })

  it('a key that is there twice and a setting of nothing are told with the other faults', async () => {
    const file = written({ 'scenario.yaml': `${scenario}until: later\n`, 'policy.yaml': policy })
    const { code, out, err } = await run(['simulate', file, '--set', 'demand.callz.arrivals=3'])
    expect({ code, out }).toEqual({ code: 104, out: '' })
    const lines = err.trimEnd().split('\n')
    expect(lines.length).toBe(3)
    expect(lines[0]).toContain('scenario.yaml:2:1: until: must be a time')
    expect(lines[1]).toMatch(/scenario\.yaml:8:1: key "until" is there twice \(first on line 2\)$/)
    expect(lines[2]).toBe('--set demand.callz.arrivals: there is no demand.callz (maybe "calls"?)')
  })

  it('stand in the order of each file, and those of settings behind', async () => {
    const spoilt = `thresholds: [asa < 9]\n${scenario.replace('3min', '3 minutes')}scale: x\n`
    const file = written({ 'scenario.yaml': spoilt, 'policy.yaml': policy.replace('5', '-5') })
    const { err } = await run(['simulate', file, '--set', 'seed=-1'])
    const places = err
      .trimEnd()
      .split('\n')
      .map((line) => /(?:[a-z]+\.yaml:\d+|--set seed)/.exec(line)![0])
    const own = ['scenario.yaml:1', 'scenario.yaml:7', 'scenario.yaml:9']
    expect(places).toEqual([...own, 'policy.yaml:4', '--set seed'])
  })

  it('a sound one runs, policy file and all', async () => {
    const file = written({ 'scenario.yaml': scenario, 'policy.yaml': policy })
    const { code, out, err } = await run(['simulate', file])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('serviceLevel.withAbandons')
  })
})
