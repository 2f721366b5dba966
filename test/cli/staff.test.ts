/** `skillroute staff`: the requirement by formula, and the cheapest plan by simulation with its proof. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { StaffReport } from '../../src/cli/staff.js'
import { run } from './captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-staff-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'centre.yaml')
writeFileSync(
  file,
  `name: two queues
until: 2h
interval: 1h
replications: 3
policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { a: {}, b: {} } }
demand: { a: { arrivals: { perInterval: [60, 30] } }, b: { arrivals: { perHour: 30 } } }
patience: { law: exponential, mean: 3min }
service: { law: exponential, mean: 4min }
agents: [{ name: all, count: 4 }, { name: only a, count: 2, queues: [a] }, { name: boss }]
thresholds: ['serviceLevel.withAbandons >= 75%', 'queue b: abandonment < 12%']
`,
)

describe('staff', () => {
  it('finds a plan that keeps the thresholds, and nobody to spare', async () => {
    const { code, out, err } = await run(['staff', file, '--json', '--cost', 'all=1.2', '--workers', '1'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { found, pools, replications, formulas } = JSON.parse(out) as StaffReport
    expect(pools.map(({ name, cost }) => [name, cost])).toEqual([
      ['all', 1.2],
      ['only a', 1],
    ])
    expect(replications).toBe(20)
    expect(formulas).toHaveLength(4)
    expect(found!.best!.judgements.every(({ verdict }) => verdict === 'pass')).toBe(true)
    found!.oneLess.forEach((plan, i) => {
      if (plan === null) expect(found!.best!.counts[i]).toBe(0)
      else expect(plan.judgements.some(({ verdict }) => verdict !== 'pass')).toBe(true)
    })
  })

  it('prints both answers with their proofs, the same for any number of threads', async () => {
    const one = await run(['staff', file, '--workers', '1'])
    expect(await run(['staff', file, '--workers', '2'])).toEqual(one)
    expect(one.out).toMatch(
      /^a +00:00 +01:00 +60\.0 +240\.0 +4\.00 +\d+ +\d+ +in time \d+\.\d % with \d+, \d+\.\d % with \d+/m,
    )
    // Like intervals are one line.
    expect(one.out).toMatch(/^b +00:00 +02:00 +30\.0 /m)
    expect(one.out).toMatch(
      /^all queues +from +until +agents +to pay\n +00:00 +01:00 +\d+ +\d+\n +01:00 +02:00 /m,
    )
    expect(one.out).toContain('\nbesides, as they are and not in the cost: boss\n')
    expect(one.out).toMatch(/^cheapest plan +\d+ +\d+ +\d+ {2}serviceLevel\.withAbandons >= 75%: /m)
    expect(one.out).toMatch(/^one (all|only a) less .*(missed|not decided)/m)
    expect(one.out).toContain('\nwhat less money buys\n')
  })

  it('may start from nobody, and takes a group away where it is not needed', async () => {
    const quick = ['--json', '--replications', '8', '--workers', '1']
    const from = (counts: string): string[] => ['staff', file, ...quick, '--set', counts]
    const { out } = await run([...from('agents.only a=0'), '--set', 'agents.all=0'])
    const { found, formulas } = JSON.parse(out) as StaffReport
    expect(found!.best!.judgements.every(({ verdict }) => verdict === 'pass')).toBe(true)
    for (const { requirement, places } of formulas) {
      expect(requirement.load).toBeGreaterThan(0)
      expect(places).toBe(1)
    }
    const dear = await run([...from('agents.only a=1'), '--cost', 'only a=9'])
    expect((JSON.parse(dear.out) as StaffReport).found!.best!.counts[1]).toBe(0)
  })

  it('weighs groups by the prices of the scenario', async () => {
    const prices = ['--set', 'costs={"agentHour":30}', '--set', 'agents.only a.costPerHour=20']
    const { out } = await run(['staff', file, '--json', '--replications', '4', '--workers', '1', ...prices])
    expect((JSON.parse(out) as StaffReport).pools.map(({ cost }) => cost)).toEqual([60, 40])
  })

  it('an interrupt within the search leaves the plans that were tried', async () => {
    const abort = new AbortController()
    let nowMs = 0
    let err = ''
    const { code, out } = await run(['staff', file, '--workers', '1'], {
      signal: abort.signal,
      showsProgress: true,
      nowMs: () => (nowMs += 1_000),
      err: (text) => {
        err += text
        if (/[1-9]\d* plans tried/.test(text)) abort.abort()
      },
    })
    expect(code).toBe(105)
    expect(err).toMatch(/interrupted after ([1-9]|\d\d+) plans?\n$/)
    expect(out).toContain('\ninterrupted: a cheaper plan may be found by a search to the end\n')
    expect(out).toMatch(/^(cheapest so far|no plan so far keeps every threshold)/m)
  })

  it('an interrupt leaves what the formulas say', async () => {
    const abort = new AbortController()
    abort.abort()
    const { code, out, err } = await run(['staff', file], { signal: abort.signal })
    expect({ code, err }).toEqual({ code: 105, err: 'interrupted after 0 of 20 replications\n' })
    expect(out).toMatch(/^b +00:00 +02:00 /m)
    expect(out).not.toContain('by simulation')
  })

  it('gives the formulas alone, grossed up', async () => {
    const { out } = await run(['staff', file, '--formulas', '--shrinkage', '30%', '--json'])
    const { found, formulas } = JSON.parse(out) as StaffReport
    expect(found).toBeNull()
    for (const { agents, scheduledAgents } of formulas) expect(scheduledAgents).toBe(Math.ceil(agents / 0.7))
  })

  it.each([
    [['--groups', 'al'], 'has no agents named al ('],
    [['--cost', 'x=2'], 'has no agents named x'],
    [
      ['--set', 'thresholds=[]'],
      `(state some, as in --set 'thresholds=["abandonment <= 5%"]', or ask for --formulas)`,
    ],
    [['--cost', 'x'], 'It must be written group=number'],
  ])('%s: %s', async (args, message) => {
    const ended = await run(['staff', file, ...args])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toContain(message)
  })

  it('leaves nobody without agents, whatever the thresholds ask, and says why one less will not do', async () => {
    const one = join(folder, 'one.yaml')
    const centre = `name: one is enough
until: 2h
policy: { channels: { phone: {} }, skills: [repair], queues: { help: {}, repair: { requires: { repair: 1 } } } }
demand: { help: { arrivals: { perHour: 2 } }, repair: { arrivals: { perHour: 2 } } }
patience: 5min
service: 1min
agents: [{ name: any, count: 2 }, { name: fitter, count: 2, skills: { repair: 1 } }]
thresholds: ['queue help: abandonment < 50%', 'agent fitter-1: occupancy < 99%']
`
    writeFileSync(one, centre)
    const { code, out, err } = await run(['staff', one, '--replications', '10', '--workers', '1'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^cheapest plan +0 +1 +1 {2}queue help: abandonment < 50%: /m)
    expect(out).toMatch(
      /^one fitter less +0 +0 +0 {2}cannot be run: demand\.help: nobody could ever serve these contacts/m,
    )
    // What cannot be run buys nothing, and is no plan that was simulated.
    expect(out.slice(out.indexOf('what less money buys'))).not.toContain('cannot be run')
    const { found } = JSON.parse(
      (await run(['staff', one, '--json', '--replications', '10'])).out,
    ) as StaffReport
    const ran = found!.tried.filter(({ refusal }) => refusal === null).length
    expect(ran).toBeLessThan(found!.tried.length)
    expect(out).toContain(`\n${ran} plan${ran === 1 ? '' : 's'}, 10 replications each`)
  })

  it('says of two numbers of agents that look alike which one misses', async () => {
    const changes = ['demand.a.arrivals={ perHour: 90000 }', "thresholds=['queue a: abandonment < 20%']"]
    const { out } = await run(['staff', file, '--formulas', ...changes.flatMap((each) => ['--set', each])])
    expect(out).toMatch(/^a .* abandoned 20\.0 % with (\d+), just missed with \d+$/m)
  })

  it('says before the search which thresholds no agents move', async () => {
    const { code, err } = await run([
      'staff',
      file,
      '--set',
      'thresholds=[offered < 10]',
      '--set',
      'agents.all=1',
      '--groups',
      'all',
      '--replications',
      '2',
    ])
    expect(code).toBe(99)
    expect(err).toMatch(/^warning: offered < 10: no number of agents changes how many come/m)
  })

  it('says when no threshold tells the formulas what to keep', async () => {
    const { out } = await run([
      'staff',
      file,
      '--formulas',
      '--set',
      "thresholds=['queue a: wait.p95 < 1min', 'queue b: asa < 1min']",
    ])
    expect(out).toContain('\na: no threshold says what the formulas can keep (')
    expect((await run(['staff', file, '--formulas'])).out).not.toContain('no threshold says')
    const all = await run([
      'staff',
      file,
      '--formulas',
      '--set',
      'thresholds=[serviceLevel.withAbandons >= 100%]',
    ])
    expect(all.out).toContain('can keep (a serviceLevel below 100 %, ')
  })

  it('says of several days that the formulas take their mean', async () => {
    const days = ['--set', 'days=3', '--set', 'agents=[{ name: a, shifts: [{ from: 0, to: 2h }] }]']
    const { out } = await run(['staff', file, '--formulas', ...days])
    expect(out).toContain('\ncalls/h: mean over those of the 3 days on which somebody calls at that time (')
    expect((await run(['staff', file, '--formulas'])).out).not.toContain('mean over')
    const told = JSON.parse((await run(['staff', file, '--formulas', '--json', ...days])).out) as StaffReport
    expect(told.days).toBe(3)
  })

  it('says when no plan is enough', async () => {
    const { code, err, out } = await run([
      'staff',
      file,
      '--groups',
      'only a',
      '--set',
      'thresholds=["queue b: abandonment < 0.01%"]',
      '--workers',
      '1',
    ])
    expect({ code, err }).toEqual({ code: 99, err: 'no plan within the limits keeps every threshold\n' })
    expect(out).toContain('the nearest:')
  })
})
