import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigFile } from '../../../src/cli/files/config-file.js'
import { readSetting } from '../../../src/cli/files/setting.js'
import { run } from '../captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Writes files and reads the first. */
function read(files: Readonly<Record<string, string>>, ...settings: string[]): ConfigFile {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return ConfigFile.read(join(folder, Object.keys(files)[0]!), settings.map(readSetting))
}

function short(text: string): string {
  return text.replaceAll(`${folder}/`, '')
}

function at(config: ConfigFile, ...path: (string | number)[]): string {
  return short(config.locate(path))
}

const base = `name: base
until: 1h
bot: { on: true, delay: 3s }
service: { law: lognormal, mean: 3min, cv: 1 }
agents:
  - { name: gold, count: 3, skills: { repair: 5, senior: 1 } }
  - { name: silver, count: 2 }
  - { name: bronze }
breaks: [1, 2, 3]
`

describe('a variant', () => {
  it('merges maps, replaces lists and single values, removes with null', () => {
    const config = read({
      'v.yaml':
        'extends: base.yaml\nname: variant\nbot: { delay: null, starts: alert }\nbreaks: [9]\nuntil: null\n',
      'base.yaml': base,
    })
    expect(config.syntaxFaults).toEqual([])
    expect(config.value).toEqual({
      name: 'variant',
      bot: { on: true, starts: 'alert' },
      service: { law: 'lognormal', mean: '3min', cv: 1 },
      agents: [
        { name: 'gold', count: 3, skills: { repair: 5, senior: 1 } },
        { name: 'silver', count: 2 },
        { name: 'bronze' },
      ],
      breaks: [9],
    })
    expect(at(config, 'name')).toBe('v.yaml:2:1')
    expect(at(config, 'bot', 'on')).toBe('base.yaml:3:8')
    expect(at(config, 'bot', 'starts')).toBe('v.yaml:3:21')
    expect(at(config, 'bot', 'missing')).toBe('v.yaml:3:1')
    expect(at(config, 'agents', 0, 'skills', 'senior')).toBe('base.yaml:6:50')
    expect(at(config, 'breaks', 0)).toBe('v.yaml:4:10')
  })

  it('replaces a law by another one, and changes the numbers of the same one', () => {
    const other = read({
      'v.yaml': 'extends: base.yaml\nservice: { law: exponential, mean: 2min }\n',
      'base.yaml': base,
    })
    expect(other.value).toMatchObject({ service: { law: 'exponential', mean: '2min' } })
    expect((other.value as { service: object }).service).not.toHaveProperty('cv')
    const same = read({ 'v.yaml': 'extends: base.yaml\nservice: { mean: 2min }\n', 'base.yaml': base })
    expect(same.value).toMatchObject({ service: { law: 'lognormal', mean: '2min', cv: 1 } })
  })

  it('merges agents by name, as a list or as a map', () => {
    const list = read({
      'v.yaml':
        'extends: base.yaml\nagents:\n  - { name: silver, count: 9 }\n  - { name: new }\n  - { name: gold, skills: { senior: null } }\n',
      'base.yaml': base,
    })
    const merged = [
      { name: 'gold', count: 3, skills: { repair: 5 } },
      { name: 'silver', count: 9 },
      { name: 'bronze' },
      { name: 'new' },
    ]
    expect(list.value).toMatchObject({ agents: merged })
    expect(at(list, 'agents', 1, 'count')).toBe('v.yaml:3:21')
    expect(at(list, 'agents', 0, 'count')).toBe('base.yaml:6:19')
    expect(at(list, 'agents', 3, 'name')).toBe('v.yaml:4:7')
    const map = read({
      'v.yaml':
        'extends: base.yaml\nagents:\n  silver: { count: 9 }\n  new: {}\n  gold: { skills: { senior: null } }\n  bronze: null\n',
      'base.yaml': base,
    })
    expect(map.value).toMatchObject({ agents: [merged[0], merged[1], merged[3]] })
    expect((map.value as { agents: unknown[] }).agents.length).toBe(3)
    expect(at(map, 'agents', 1, 'count')).toBe('v.yaml:3:13')
    expect(at(map, 'agents', 2, 'name')).toBe('v.yaml:4:3')
  })

  it('may be built on in turn, and settings come last', () => {
    const config = read(
      {
        'w.yaml': 'extends: v.yaml\nname: w\n',
        'v.yaml': 'extends: base.yaml\nname: v\nuntil: 2h\n',
        'base.yaml': base,
      },
      'until=5h',
      'agents[1].count=7',
      'bot.starts=alert',
    )
    expect(config.value).toMatchObject({
      name: 'w',
      until: '5h',
      agents: [{}, { count: 7 }, {}],
      bot: { on: true, starts: 'alert' },
    })
    expect(at(config, 'until')).toBe('--set until')
    expect(at(config, 'bot', 'starts')).toBe('--set bot.starts')
    expect(at(config, 'bot', 'delay')).toBe('base.yaml:3:18')
  })

  it('is told what it removes in vain', () => {
    const config = read({
      'v.yaml': 'extends: base.yaml\nbot: { dealy: null }\nagents: { glod: null, silver: 5 }\nunitl: null\n',
      'base.yaml': base,
    })
    expect(config.syntaxFaults.map(short)).toEqual([
      'v.yaml:2:8: bot.dealy: null removes what the base states, and it states no such thing (maybe "delay"?)',
      'v.yaml:3:11: agents.glod: null removes what the base states, and it states no such thing (maybe "gold"?)',
      'v.yaml:3:23: agents.silver: must be an object, or null to remove the agents',
      'v.yaml:4:1: unitl: null removes what the base states, and it states no such thing (maybe "until"?)',
    ])
  })

  it('finds the files of its base where the base is', () => {
    const config = read({
      'v.yaml': 'extends: deep/base.yaml\nname: v\n',
      'deep/base.yaml': 'policyFile: p.yaml\ntrace: { file: t.csv, sessions: { file: ../s.csv } }\n',
      'deep/p.yaml': 'skills: [a]\nwrapUpMs: 5\n',
    })
    expect(config.value).toEqual({
      policy: { skills: ['a'], wrapUpMs: 5 },
      trace: { file: 'deep/t.csv', sessions: { file: 's.csv' } },
      name: 'v',
    })
    expect(at(config, 'policy', 'wrapUpMs')).toBe('deep/p.yaml:2:1')
    const fault = { path: ['policy', 'wrapUpMs'], value: 5, message: 'is odd' }
    expect(short(config.faultLine(fault))).toBe('deep/p.yaml:2:1: wrapUpMs: is odd')
  })

  it('changes a part of the policy of its base, or names another policy file for all of it', () => {
    const files = {
      'base.yaml': 'policyFile: p.yaml\n',
      'p.yaml': 'skills: [a]\nwrapUpMs: 5\n',
      'q.yaml': 'skills: [b]\n',
    }
    const part = read({ 'v.yaml': 'extends: base.yaml\npolicy: { wrapUpMs: 7 }\n', ...files })
    expect(part.value).toEqual({ policy: { skills: ['a'], wrapUpMs: 7 } })
    expect(at(part, 'policy', 'wrapUpMs')).toBe('v.yaml:2:11')
    expect(at(part, 'policy', 'skills')).toBe('p.yaml:1:1')
    const whole = read({ 'v.yaml': 'extends: base.yaml\npolicyFile: q.yaml\n', ...files })
    expect(whole.value).toEqual({ policy: { skills: ['b'] } })
    expect(read(files, 'policyFile=q.yaml').value).toEqual({ policy: { skills: ['b'] } })
  })
})

describe('faults of inheritance', () => {
  it('a circle, a base that is not there, a name that is none', () => {
    const circle = read({
      'a.yaml': 'extends: b.yaml\n',
      'b.yaml': 'x: 1\nextends: c.yaml\n',
      'c.yaml': 'extends: a.yaml\n',
    })
    expect(circle.isReadable).toBe(false)
    expect(circle.syntaxFaults.map(short)).toEqual([
      'c.yaml:1:1: extends: goes round in a circle: a.yaml, b.yaml, c.yaml, a.yaml',
    ])
    const self = read({ 'p.yaml': 'policyFile: p.yaml\n' })
    expect(self.syntaxFaults.map(short)).toEqual([
      'p.yaml:1:1: policyFile: goes round in a circle: p.yaml, p.yaml',
    ])
    const gone = read({ 'a.yaml': 'name: a\nextends: gone.yaml\n' })
    expect(gone.syntaxFaults.map(short)).toEqual([
      expect.stringMatching(/^a\.yaml:2:1: extends: gone\.yaml: cannot be read/),
    ])
    expect(read({ 'a.yaml': 'extends: [b]\n' }).value).toEqual({ extends: ['b'] })
  })

  it('are told with those of the whole, each at the file and line where it is written', async () => {
    const name = read({
      'v.yaml': 'extends: base2.yaml\nname: v\nuntil: soon\nagents:\n  ann: { skills: { repiar: 5 } }\n',
      'base2.yaml': `name: b
until: 1h
interval: often
policy: { channels: { phone: {} }, skills: [repair], queues: { calls: {} } }
demand: { calls: { arrivals: { perHour: 5 } } }
service: 3min
agents: [{ name: ann }]
`,
    }).file
    const { code, err } = await run(['validate', name])
    expect(code).toBe(104)
    expect(short(err).trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^v\.yaml:3:1: until: must be a time/),
      expect.stringMatching(/^v\.yaml:5:20: agents\.ann\.skills\.repiar: unknown skill "repiar"/),
      expect.stringMatching(/^base2\.yaml:3:1: interval: must be a time/),
    ])
  })
})
