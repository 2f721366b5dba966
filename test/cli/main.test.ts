/** The one test that starts processes: everything else calls the program as a function. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

function start(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' }
  return spawnSync(process.execPath, ['--import', 'tsx', main, ...args], { encoding: 'utf8', env })
}

describe('the process', () => {
  it('hands arguments in and the exit code out, data to one stream and faults to the other', () => {
    const fine = start('schema', 'policy')
    expect(fine.status).toBe(0)
    expect(fine.stderr).toBe('')
    expect(JSON.parse(fine.stdout)).toMatchObject({ type: 'object' })
    const wrong = start('validate', 'no-such-file.yaml')
    expect(wrong.status).toBe(2)
    expect(wrong.stdout).toBe('')
    expect(wrong.stderr).toContain('cannot be read')
  })
  it('has done its work when nobody reads on', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'schema'])
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.stdout.destroy()
    const [code] = (await once(child, 'close')) as [number]
    expect(err).toBe('')
    expect(code).toBe(0)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends the runs, and what is done is told', async (signal) => {
    const scenario = fileURLToPath(new URL('small-centre.yaml', import.meta.url))
    // The warning, of complaints before their only agents come, tells that the run begins.
    const late = "agents.senior.shifts=[{ from: '09:40', to: '11:00' }]"
    const long = ['--set', late, '--replications', '1000000', '--workers', '1']
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'simulate', scenario, ...long])
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => {
      if (err === '') child.kill(signal)
      err += chunk.toString()
    })
    child.stdout.resume()
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(105)
    expect(err).toMatch(/interrupted after \d+ of 1000000 replications\n$/)
  })

  it.runIf(existsSync('/dev/full'))('tells in one line that the disk is full', () => {
    const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main, 'schema'], {
      encoding: 'utf8',
      stdio: [...stdio],
    })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^the output cannot be written: ENOSPC[^\n]*\n$/)
  })
})
