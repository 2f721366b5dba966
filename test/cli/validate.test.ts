import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from './captured-terminal.js'

const small = fileURLToPath(new URL('small-centre.yaml', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('validate', () => {
  it('says what a scenario is, and how long its contacts can be overtaken', async () => {
    const { code, out, err } = await run(['validate', small])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('ok, scenario "small centre", 9 agents, config ')
    expect(out).toMatch(/^all +core +\d/m)
    expect(out).not.toMatch(/^(help|complaints) /m)
    const unlike = await run(['validate', small, '--set', 'policy.queues.complaints.headStartMs=9000'])
    expect(unlike.out).toMatch(/^help +core +\d/m)
    expect(unlike.out).toMatch(/^complaints +regular +\d/m)
  })

  it('warns of times of a policy that were hardly meant as milliseconds', async () => {
    const { code, out } = await run(['validate', small, '--set', 'policy.wrapUpMs=20'])
    expect(code).toBe(0)
    expect(out).toMatch(/^warning: policy\.wrapUpMs: is 20 milliseconds \(if seconds .*write 20000\)$/m)
  })

  it('tells what is unwise, and a run what spoils its results, beside them', async () => {
    const shift = "agents.fitter.shifts=[{ from: '9:30', to: '10:00' }]"
    const settings = ['--set', 'scale=9', '--set', shift, '--set', 'agents.senior.queues=[complaints]']
    const { code, out, err } = await run(['validate', small, ...settings])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^warning: agents: .*more work comes than can be done: most from /m)
    const gap = /^warning: demand\.help: contacts come from .*$/m.exec(out)![0]
    const ran = await run(['simulate', small, ...settings, '--replications', '2'])
    expect(ran.err).toContain(`${gap}\n`)
    expect(ran.err).not.toContain('more work comes')
    expect(ran.out).not.toContain('warning')
  })

  it('takes what is neither for a scenario that lacks much', async () => {
    const file = join(folder, 'little.yaml')
    writeFileSync(file, 'name: x\n')
    const { code, err } = await run(['validate', file])
    expect(code).toBe(104)
    expect(err).toContain('policy: is missing')
    expect(err).not.toContain('unknown key')
  })

  it('knows a policy by itself', async () => {
    const file = join(folder, 'policy.yaml')
    writeFileSync(file, 'channels: { phone: {} }\nskills: []\nqueues: { calls: { band: 1 }, rest: {} }\n')
    const { code, out } = await run(['validate', file])
    expect(code).toBe(0)
    expect(out).toContain('ok, policy version 1')
    expect(out).toMatch(/^rest +all +unbounded +contacts of band 1/m)
    const alone = await run(['validate', file, '--set', 'queues={ calls: {} }'])
    expect(alone.out).toMatch(/^calls +core /m)
    const changed = await run(['validate', file, '--set', 'queues.calls.bnad=1'])
    expect(changed.code).toBe(104)
    expect(changed.err).toContain('--set queues.calls.bnad: unknown key "bnad" (maybe "band"?)')
  })

  it('takes anything else for a broken policy', async () => {
    const file = join(folder, 'list.yaml')
    writeFileSync(file, '- 1\n')
    expect(await run(['validate', file])).toMatchObject({ code: 104, out: '' })
  })
})
