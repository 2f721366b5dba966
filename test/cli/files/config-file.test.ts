import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigFile } from '../../../src/cli/files/config-file.js'
import { readSetting } from '../../../src/cli/files/setting.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string, ...settings: string[]): ConfigFile {
  const file = join(folder, 'c.yaml')
  writeFileSync(file, text)
  return ConfigFile.read(file, settings.map(readSetting))
}

/** The position without the name of the file. */
function at(config: ConfigFile, ...path: (string | number)[]): string {
  return config.locate(path).replace(config.file, 'c.yaml')
}

const text = `# comment
name: x
agents:
  - { name: a, skills: { repair: 5 } }
  - name: b
    skills:
      senior: 7
defaults: &law { law: exponential }
patience: *law
merged:
  <<: *law
  mean: 5
`

describe('a configuration file', () => {
  it('knows where everything stands', () => {
    const config = read(text)
    expect(config.syntaxFaults).toEqual([])
    expect(at(config, 'name')).toBe('c.yaml:2:1')
    expect(at(config, 'agents', 0)).toBe('c.yaml:4:5')
    expect(at(config, 'agents', 0, 'skills', 'repair')).toBe('c.yaml:4:26')
    expect(at(config, 'agents', 1, 'skills', 'senior')).toBe('c.yaml:7:7')
    expect(at(config, 'patience', 'law')).toBe('c.yaml:8:18')
    expect(at(config, 'agents', 1, 'missing')).toBe('c.yaml:5:5')
    expect(at(config, 'nowhere', 'at', 'all')).toBe('c.yaml:1:1')
    expect(at(config)).toBe('c.yaml:1:1')
    expect(config.value).toMatchObject({
      merged: { law: 'exponential', mean: 5 },
      patience: { law: 'exponential' },
    })
  })

  it('tells a fault in one line', () => {
    const line = read(text).faultLine({
      path: ['agents', 1, 'name'],
      value: 'b',
      message: 'is odd',
      hint: 'maybe "c"?',
    })
    expect(line).toMatch(/c\.yaml:5:5: agents\[1\]\.name: is odd \(maybe "c"\?\)$/)
  })

  it('reads JSON as well', () => {
    const config = read('{\n  "name": "x",\n  "agents": [1]\n}')
    expect(config.value).toEqual({ name: 'x', agents: [1] })
    expect(at(config, 'agents', 0)).toBe('c.yaml:3:14')
  })

  it('tells faults of the notation', () => {
    expect(read('b: 0\na: { x: 1, x: 2 }\na: 2\n').syntaxFaults).toEqual([
      expect.stringMatching(/c\.yaml:3:1: key "a" is there twice \(first on line 2\)$/),
      expect.stringMatching(/c\.yaml:2:12: key "x" is there twice \(first on line 2\)$/),
    ])
    expect(read('a: 1\n---\na: 2\n').syntaxFaults).toEqual([
      expect.stringMatching(/c\.yaml:[23]:1: a second document begins here/),
    ])
    expect(read('a: [1\n').syntaxFaults.length).toBeGreaterThan(0)
    expect(read('a: { b: [1 }\nc: 2\n').syntaxFaults.length).toBeGreaterThan(0)
    expect(read('a: { b: 1\nc: 2\n').syntaxFaults[0]).toMatch(/c\.yaml:2:1: a \{ above is not closed/)
    expect(read('b: 1\na: *nobody\n').syntaxFaults).toEqual([
      expect.stringMatching(/c\.yaml:2:4: Unresolved alias .*nobody$/),
    ])
    expect(read('a:\n\tb: 1\n').syntaxFaults[0]).toMatch(/c\.yaml:2:1: a tab at the start of a line/)
    expect(read('# nothing\n').syntaxFaults).toEqual([
      expect.stringMatching(/c\.yaml:1:1: there is nothing in the file/),
    ])
  })

  it('leaves out what is for editors, or holds what anchors name', () => {
    const config = read(
      '$schema: s.json\nx-laws: { short: &short { law: exponential, mean: 3min } }\nservice: *short\n',
    )
    expect(config.value).toEqual({ service: { law: 'exponential', mean: '3min' } })
  })

  it('knows times by their colons, whatever version of YAML it states', () => {
    const config = read('%YAML 1.1\n---\nfrom: 20:00\nday: 2026-11-23\non: no\n')
    expect(config.value).toEqual({ from: '20:00', day: '2026-11-23', on: 'no' })
  })

  it('takes settings from the command line', () => {
    const config = read(
      text,
      'agents[1].skills.senior=9',
      'bot={ on: true }',
      'name="y z"',
      'agents[0].queues=[a, b]',
    )
    expect(config.value).toMatchObject({
      name: 'y z',
      agents: [{ name: 'a', queues: ['a', 'b'] }, { skills: { senior: 9 } }],
      bot: { on: true },
    })
    expect(at(config, 'agents', 1, 'skills', 'senior')).toBe('--set agents[1].skills.senior')
    expect(at(config, 'bot')).toBe('--set bot')
  })

  it('takes no setting within what is not there', () => {
    const wrong = [
      'agents[1].skils.senior=9',
      'bot.on=true',
      'agents[3].name=x',
      'name.first=x',
      'agents[2]={}',
    ]
    const config = read(text, ...wrong)
    expect(config.syntaxFaults).toEqual([
      '--set agents[1].skils.senior: there is no agents[1].skils (maybe "skills"?)',
      '--set bot.on: there is no bot (to add it: bot={ on: true })',
      '--set agents[3].name: there is no agents[3] (the list has 2)',
      '--set name.first: there is no name.first (name is a single value)',
    ])
    expect(config.isReadable).toBe(true)
    expect(config.value).toMatchObject({ name: 'x', agents: [{ name: 'a' }, { name: 'b' }, {}] })
  })

  it.each(['x', '=5', 'a..b=1', 'a[x]=1', '.a=1', 'a]=1'])('%s is no setting', (setting) => {
    expect(() => readSetting(setting)).toThrow('must be written path=value')
  })

  it('a setting has the value that YAML gives it', () => {
    expect(readSetting('a.b[2]=1.5')).toEqual({ path: ['a', 'b', 2], value: 1.5 })
    expect(readSetting('a=09:30').value).toBe('09:30')
    expect(readSetting('a=').value).toBeNull()
    expect(() => readSetting('a=[1')).toThrow('--set a=[1')
  })
})
