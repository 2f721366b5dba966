/** Sweeps: which variants they make, and what is told of them. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { SimulateReport } from '../../../src/cli/reports/simulate-report.js'
import { settingsText, sweepSettings } from '../../../src/cli/runs/sweep.js'
import { run } from '../captured-terminal.js'

const scenario = fileURLToPath(new URL('../small-centre.yaml', import.meta.url))

function values(...texts: string[]): unknown[][] {
  return sweepSettings(texts).map((settings) => settings.map(({ value }) => value))
}

describe('a sweep', () => {
  it('is a range or a list', () => {
    expect(values('a=4..12:2')).toEqual([[4], [6], [8], [10], [12]])
    expect(values('a=1..3')).toEqual([[1], [2], [3]])
    expect(values('a=0..1:0.1').map(([each]) => each)).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
    ])
    expect(values('a=4..9:2')).toEqual([[4], [6], [8]])
    expect(values('a=-1..1')).toEqual([[-1], [0], [1]])
    expect(values('a=[1, 2], [3]')).toEqual([[[1, 2]], [[3]]])
    expect(values('a=off, 3min, { on: true }')).toEqual([['off'], ['3min'], [{ on: true }]])
  })

  it('several are all combinations, the first changing slowest', () => {
    expect(values('a=1,2', 'b=x,y')).toEqual([
      [1, 'x'],
      [1, 'y'],
      [2, 'x'],
      [2, 'y'],
    ])
    expect(settingsText(sweepSettings(['agents.gold=1', 'b=x'])[0]!)).toBe('agents.gold=1, b="x"')
  })

  it.each([
    ['a', 'must be written path=value'],
    ['a=', 'has no values'],
    ['a=5..3', 'a range goes up'],
    ['a=1..3:0', 'a range goes up'],
    ['a=1..1000000', 'makes more than 10000 variants'],
    ['a=[', '--sweep a=['],
    ['a=[1min, 2min]', 'is one value, a list: write 1min, 2min for several values'],
    ['seed=1,2', 'all variants meet the same customers: --seed chooses them for all'],
    ['replications=5,10', 'all variants are made as often: --replications says it for all'],
  ])('%s: %s', (text, message) => {
    expect(() => sweepSettings([text])).toThrow(message)
  })

  it('has each path once: of two values only one could be shown', () => {
    expect(() => sweepSettings(['agents.gold=1,2', 'a=1', 'agents.gold=3'])).toThrow(
      '--sweep agents.gold=3: is swept already: put all values into one --sweep',
    )
  })
})

describe('simulate --sweep', () => {
  const args = ['simulate', scenario, '--replications', '14', '--sweep', 'agents.senior=2..4:2']

  it('puts the variants side by side and compares them with the first', async () => {
    const { code, out, err } = await run([...args, '--sweep', 'bot.on=false,true'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const lines = out.split('\n')
    expect(lines[0]).toBe('small centre')
    expect(lines[3]).toMatch(/^agents\.senior {2}bot\.on {2}serviceLevel\.withAbandons, % {3}\+- /)
    expect(lines.slice(4, 8).map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      ['2', 'false'],
      ['2', 'true'],
      ['4', 'false'],
      ['4', 'true'],
    ])
    expect(lines[4]).toMatch(/ -$/)
    expect(lines[6]).toMatch(/ -\d+\.\d \+- \d+\.\d s$/)
  })

  it('gives each variant what it would get alone, in any number of threads', async () => {
    const one = await run([...args, '--json', '--workers', '1'])
    expect(await run([...args, '--json', '--workers', '3'])).toEqual(one)
    const { variants } = JSON.parse(one.out) as { variants: { report: SimulateReport }[] }
    const alone = await run([
      'simulate',
      scenario,
      '--replications',
      '14',
      '--json',
      '--set',
      'agents.senior=4',
    ])
    expect(variants[1]!.report.summary).toEqual((JSON.parse(alone.out) as SimulateReport).summary)
  })

  it('tells faults of a variant before anything is run', async () => {
    expect(await run([...args, '--sweep', 'agents.fiter=1,2'])).toMatchObject({
      code: 104,
      out: '',
      err: expect.stringContaining('there is no agents.fiter (maybe "fitter"?)') as string,
    })
    expect(await run([...args, '--sweep', 'service=180,300'])).toMatchObject({
      code: 104,
      out: '',
      err: expect.stringMatching(/^--sweep service: must have a unit .* not 180 /m) as string,
    })
    expect(await run([...args, '--shard', '1/2'])).toMatchObject({ code: 2 })
    expect(await run([...args, '--strict'])).toEqual({
      code: 2,
      out: '',
      err: '--sweep and --strict exclude each other: a sweep ends with 0 whatever its variants miss (judge one of them with --set in place of --sweep)\n',
    })
    for (const range of ['1..1e3', '5..1', '1..5:-1', 'a..b']) {
      const ended = await run([...args, '--sweep', `agents.fitter=${range}`])
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toContain('a range ')
    }
  })

  it('tells of which variant a fault is that stands in the file, and a warning', async () => {
    const empty = await run(['simulate', scenario, '--sweep', 'scale=1,2', '--sweep', 'agents.senior=2,0'])
    expect(empty).toMatchObject({ code: 104, out: '' })
    expect(empty.err).toContain('demand.complaints: nobody could ever serve these contacts')
    expect(empty.err).toContain('senior: never comes to work')
    expect(empty.err).toContain('\nin the variant scale=1, agents.senior=0\n')
    const warned = await run([...args, '--sweep', 'scale=0,1'])
    expect(warned.err).toContain(
      'nobody calls (all rates are 0; see also scale), in agents.senior=2, scale=0\n',
    )
  })

  it('a time below 0 is one fault, not two', async () => {
    const told = {
      code: 104,
      out: '',
      err: expect.stringMatching(/^--set until: must be .* not -5\n$/) as string,
    }
    expect(await run(['simulate', scenario, '--set', 'until=-5'])).toEqual(told)
  })
})
