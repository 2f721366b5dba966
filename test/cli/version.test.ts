import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { packageVersion } from '../../src/cli/version.js'

it('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(packageVersion()).toBe(version)
})
