/**
 * The version of this package, from the package.json nearest above this file: the same from source and from the build.
 * **cost** a few small reads, once per start.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Such as `0.1.0`; `unknown` when the package has been taken apart. */
export function packageVersion(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }
      if (name === 'skillroute' && version !== undefined) return version
    }
    const above = dirname(folder)
    if (above === folder) return 'unknown'
    folder = above
  }
}
