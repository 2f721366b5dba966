/** `skillroute compare`: what it says of scenarios that differ, and of scenarios that do not. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Comparison } from '../../src/sim/study/compare.js'
import { run } from './captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-compare-'))
afterAll(() => rmSync(folder, { recursive: true }))
const base = fileURLToPath(new URL('small-centre.yaml', import.meta.url))

function variant(name: string, changes: string): string {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, `extends: ${base}\nname: ${name}\n${changes}`)
  return file
}

const same = variant('the same', '')
const staffed = variant('more seniors', 'agents: [{ name: senior, count: 5 }]\n')
const runs = ['--replications', '12']

describe('compare', () => {
  it('refuses to see a difference between equals', async () => {
    const { code, out, err } = await run(['compare', base, same, ...runs])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(
      'No real difference between the same and small centre: every measure came out the same.',
    )
    expect(out).not.toMatch(/better|worse/)
    // How far from each other they may be is told all the same.
    expect(out).toMatch(/^meanWait +(\d+\.\d) +\1 +0\.0 +0\.0 +s +no real difference$/m)
  })

  it('tells scenarios of the same name apart by their files', async () => {
    const { out } = await run(['compare', base, base, ...runs])
    expect(out).toContain(`small centre (${base}), against small centre (${base})`)
  })

  it('says what got better, in words and numbers, and for whom', async () => {
    const { code, out } = await run(['compare', base, staffed, ...runs])
    expect(code).toBe(0)
    expect(out).toMatch(/^Customers wait \d+\.\d \(\+- \d+\.\d\) s less on average, /m)
    expect(out).toMatch(/^meanWait +\d+\.\d +\d+\.\d +-\d+\.\d +\d+\.\d +s +better$/m)
    expect(out).toMatch(/^complaints +meanWait .* better$/m)
    expect(out).toMatch(/^Queues: .*better for .*complaints/m)
    expect(out).toMatch(/^Agents: less busy: .*senior/m)
    expect(out).toMatch(/^Agents one by one: less busy: [a-z]+-\d/m)
    expect(out).toMatch(/^[a-z]+-\d +occupancy .* changed$/m)
    expect(out).toContain('only in one of them: agent senior-3, agent senior-4, agent senior-5\n')
    expect(out).toMatch(/^agentHours .* \+4\.5 .* worse$/m)
    expect(out).toContain('12 replications with the same customers')
  })

  it('compares each with the first, and gives the same bytes for any number of threads', async () => {
    const args = ['compare', base, same, staffed, '--json', ...runs]
    const one = await run([...args, '--workers', '1'])
    expect(await run([...args, '--workers', '3'])).toEqual(one)
    const { comparisons, scenarios } = JSON.parse(one.out) as {
      comparisons: Comparison[]
      scenarios: unknown[]
    }
    expect(scenarios).toHaveLength(3)
    expect(
      comparisons.map(({ differences }) => differences.some(({ verdict }) => verdict !== 'none')),
    ).toEqual([false, true])
  })

  it('writes the scenarios side by side', async () => {
    const file = join(folder, 'page.html')
    await run(['compare', base, staffed, ...runs, '--report', file])
    const page = readFileSync(file, 'utf8')
    expect(page).toContain('<h1>small centre · more seniors</h1>')
    const { out } = await run(['compare', base, staffed, ...runs])
    const [words] = /^Customers wait .*$/m.exec(out)!
    expect(page).toContain(`<li>${words.replaceAll('+-', '±')}</li>`)
    const hours = /<th scope="row">agentHours<\/th>(.*?)<\/tr>/.exec(page)![1]!
    expect(hours.replaceAll(/<[^>]+>/g, ' ')).toMatch(/ 11\.3 h +15\.8 h +\+4\.5 h ± 0\.0 +worse /)
    expect(hours).toContain('class="worse"')
  })

  it('needs two scenarios and two replications', async () => {
    expect(await run(['compare', base])).toMatchObject({ code: 2, out: '' })
    expect(await run(['compare', base, same, '--replications', '1'])).toMatchObject({ code: 2, out: '' })
    expect(await run(['compare', base, same, '--set', 'replications=1'])).toMatchObject({
      code: 2,
      err: 'a comparison takes at least two replications: state --replications\n',
    })
  })
})
