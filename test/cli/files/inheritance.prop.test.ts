/** Merging against the plainest program that does the same, and every value located where it was written. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { ConfigFile } from '../../../src/cli/files/config-file.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Tree = string | Tree[] | { [key: string]: Tree }

const keys = fc.constantFrom('a', 'b', 'c', 'agents', 'policy')
const { tree } = fc.letrec<{ tree: Tree; map: { [key: string]: Tree } }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, fc.constant(''), fc.array(fc.constant(''), { maxLength: 3 }), tie('map')),
  map: fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
}))
const root = fc.dictionary(keys, tree, { minKeys: 1, maxKeys: 4 })

/** Gives every single value a text of its own, so that it can be looked up in the files. */
function named(value: Tree, prefix: string): Tree {
  if (typeof value === 'string') return prefix
  if (Array.isArray(value)) return value.map((each, index) => named(each, `${prefix}.${index}`))
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, named(each, `${prefix}.${key}`)]),
  )
}

function naiveMerge(base: Tree | undefined, over: Tree): Tree {
  if (base === undefined || typeof base === 'string' || typeof over === 'string') return over
  if (Array.isArray(base) || Array.isArray(over)) return over
  const merged = { ...base }
  for (const [key, value] of Object.entries(over)) merged[key] = naiveMerge(base[key], value)
  return merged
}

function leaves(value: Tree, path: (string | number)[] = []): [path: (string | number)[], text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((each, index) => leaves(each, [...path, index]))
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
}

test('maps merge, all else replaces, and every value is found in the line that wrote it', () => {
  fc.assert(
    fc.property(fc.array(root, { minLength: 1, maxLength: 4 }), (layers) => {
      const values = layers.map((layer, index) => named(layer, `v${index}`))
      values.forEach((value, index) => {
        const whole = index === 0 ? value : { extends: `l${index - 1}.yaml`, ...(value as object) }
        writeFileSync(join(folder, `l${index}.yaml`), JSON.stringify(whole, undefined, 1))
      })
      const config = ConfigFile.read(join(folder, `l${values.length - 1}.yaml`))
      const merged = values.reduce((base, over) => naiveMerge(base, over))
      expect(config.syntaxFaults).toEqual([])
      expect(config.value).toEqual(merged)
      for (const [path, text] of leaves(merged)) {
        const [, file, line] = /^(.*):(\d+):\d+$/.exec(config.locate(path))!
        expect(readFileSync(file!, 'utf8').split('\n')[Number(line) - 1]).toContain(`"${text}"`)
      }
    }),
  )
})
