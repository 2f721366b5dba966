/** Threads: however many there are, the bytes are the same; none outlives an interrupt. */
import { getEventListeners } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { run } from '../captured-terminal.js'

const scenario = fileURLToPath(new URL('../small-centre.yaml', import.meta.url))
const args = ['simulate', scenario, '--json', '--replications', '7']

describe('threads', () => {
  it('give the same bytes, whatever their number', async () => {
    const alone = await run([...args, '--workers', '1'])
    expect(alone.code).toBe(0)
    for (const workers of ['2', '4', '16']) expect(await run([...args, '--workers', workers])).toEqual(alone)
    expect(await run(args)).toEqual(alone)
  })

  it('end where they are at an interrupt, and what is done is printed', async () => {
    const abort = new AbortController()
    const long = [...args, '--workers', '2', '--set', 'scale=4', '--replications', '4000']
    const pending = run(long, {
      signal: abort.signal,
      showsProgress: true,
      err: (text) => {
        if (/[1-9]\d* of 4000 runs/.test(text)) abort.abort()
      },
    })
    const { code, out } = await pending
    expect(code).toBe(105)
    const { summary } = JSON.parse(out) as { summary: { replications: number } }
    expect(summary.replications).toBeGreaterThan(0)
    expect(summary.replications).toBeLessThan(4_000)
    const same = await run([
      ...args.slice(0, -1),
      String(summary.replications),
      '--set',
      'scale=4',
      '--workers',
      '1',
    ])
    expect((JSON.parse(same.out) as { summary: unknown }).summary).toEqual(summary)
  })

  it('leave nothing behind that waits for an interrupt', async () => {
    const { signal } = new AbortController()
    await run([...args, '--workers', '2'], { signal })
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('are a whole number', async () => {
    expect(await run([...args, '--workers', '0'])).toMatchObject({ code: 2 })
  })
})
