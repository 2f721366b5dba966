/** Parts of a study, put together: the very bytes of the whole, and no parts that do not belong together. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { partOf } from '../../../src/cli/runs/shard.js'
import { run } from '../captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-shard-'))
afterAll(() => rmSync(folder, { recursive: true }))
const scenario = fileURLToPath(new URL('../small-centre.yaml', import.meta.url))
const study = ['simulate', scenario, '--set', 'thresholds=["abandonment < 1%"]']

let files = 0
async function part(shard: string, ...args: string[]): Promise<string> {
  const { code, out, err } = await run([...study, '--replications', '7', '--shard', shard, ...args])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const file = join(folder, `${files++}.json`)
  writeFileSync(file, out)
  return file
}

describe('parts', () => {
  it('share the replications out evenly', () => {
    expect([1, 2, 3].map((index) => partOf(7, { index, count: 3 }))).toEqual([
      [0, 3, 6],
      [1, 4],
      [2, 5],
    ])
    expect(partOf(1, { index: 2, count: 2 })).toEqual([])
  })

  it.each([[[]], [['--json']]])('together are the very bytes of the whole %s', async (args) => {
    const parts = [await part('3/3'), await part('1/3'), await part('2/3')]
    const whole = await run([...study, '--replications', '7', ...args])
    expect(whole.code).toBe(99)
    expect(await run(['merge', ...parts, ...args])).toEqual(whole)
  })

  it('more than there are replications are nothing lost', async () => {
    const parts = await Promise.all(Array.from({ length: 9 }, async (_, i) => part(`${i + 1}/9`)))
    expect(await run(['merge', ...parts])).toEqual(await run([...study, '--replications', '7']))
  })

  it('that do not belong together are refused, all faults at once', async () => {
    const first = await part('1/3')
    const other = await part('2/3', '--seed', '5', '--set', 'scale=2')
    const { code, out, err } = await run(['merge', first, other, first])
    expect({ code, out }).toEqual({ code: 104, out: '' })
    expect(err).toMatch(/has another scenario \([0-9a-f]{16}\) than/)
    expect(err).toContain('has another seed (5) than')
    expect(err).toContain('is part 1, and so is')
    expect(err).toContain('missing of the 3 parts: 3 (made by --shard i/3)')
  })

  it('must ask the same', async () => {
    const first = await part('1/2')
    const other = await part('2/2', '--set', 'thresholds=[asa < 5s]')
    const { code, err } = await run(['merge', first, other])
    expect(code).toBe(104)
    expect(err).toContain('has another list of thresholds (asa < 5s) than')
  })

  it.each([
    ['{', 'is not what --shard writes'],
    ['{"format":"skillroute.shard"}', 'is not what --shard writes'],
  ])('%s is none', async (text, message) => {
    const file = join(folder, 'wrong.json')
    writeFileSync(file, text)
    expect(await run(['merge', file])).toMatchObject({ code: 104, err: `${file}: ${message}\n` })
    expect(await run(['merge', join(folder, 'gone.json')])).toMatchObject({ code: 2 })
  })

  it.each(['0/2', '3/2', '1', 'x/y'])('--shard %s is refused', async (shard) => {
    expect(await run([...study, '--shard', shard])).toMatchObject({ code: 2 })
  })

  it('writes no page of a part, and says which command does', async () => {
    const page = join(folder, 'part.html')
    const ended = await run([...study, '--shard', '1/2', '--report', page])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toContain('`merge --report`')
    expect(existsSync(page)).toBe(false)
  })

  it('judges no part strictly, and says which command does', async () => {
    expect(await run([...study, '--shard', '1/2', '--strict'])).toEqual({
      code: 2,
      out: '',
      err: '--shard and --strict exclude each other: `merge --strict` judges all parts\n',
    })
  })
})
