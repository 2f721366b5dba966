import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'

const folder = new URL('../../examples/', import.meta.url)
const programs = readdirSync(fileURLToPath(folder)).filter((name) => /^\d\d-.*\.ts$/.test(name))

test('the ladder starts at 01 and has no gap', () => {
  expect(programs.map((name) => Number(name.slice(0, 2)))).toEqual(programs.map((_, index) => index + 1))
})

test.each(programs)('%s prints what it has always printed', async (name) => {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void lines.push(text))
  try {
    await import(new URL(name, folder).href)
  } finally {
    log.mockRestore()
  }
  await expect(lines.join('\n')).toMatchFileSnapshot(`printed/${name.replace(/\.ts$/, '.txt')}`)
})
