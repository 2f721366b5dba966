/**
 * The rule of the folders inside a layer: each has a line in the prose that says what is inside, none holds too much, and
 * a file's name is found once in its layer, wherever it lies.
 */
import { posix } from 'node:path'
import { maxFiles } from './plan.js'
import { type Rule, folderOf } from './rules.js'

const prose = 'docs/architecture.md'
const tableHead = /^\| `(src\/[a-z-]+)\/`/
const tableRow = /^\| `([a-z-]+)\/`/

/** Every folder below a layer is told of in docs/architecture.md, and every folder told of exists. */
export const folders: Rule = (files) => {
  const sources = files.filter(({ path, tree }) => tree && folderOf(path))
  const told = toldOf(files.find(({ path }) => path === prose)?.text ?? '')
  const inFolder = new Map<string, string[]>()
  const byName = new Map<string, string>()
  const faults: ReturnType<Rule> = []
  for (const { path } of sources) {
    const folder = posix.dirname(path)
    inFolder.set(folder, [...(inFolder.get(folder) ?? []), path])
    const name = `${folderOf(path)}/${posix.basename(path)}`
    const twin = byName.get(name)
    if (twin !== undefined) faults.push({ path, line: 1, message: `has the name of ${twin}` })
    byName.set(name, path)
  }
  for (const [folder, [path, ...others]] of inFolder) {
    const isLayer = folder.split('/').length === 2
    if (!isLayer && !told.has(folder)) {
      faults.push({ path: path!, line: 1, message: `${prose} does not say what is in ${folder}` })
    }
    if (others.length >= maxFiles) {
      faults.push({ path: path!, line: 1, message: `${folder} has more than ${maxFiles} files` })
    }
  }
  for (const [folder, line] of told) {
    if (!inFolder.has(folder)) faults.push({ path: prose, line, message: `there is no ${folder}` })
  }
  return faults
}

/** Folder -> the line that tells of it: the rows of the tables whose head names a layer. */
function toldOf(text: string): ReadonlyMap<string, number> {
  const told = new Map<string, number>()
  let layer: string | undefined
  text.split('\n').forEach((line, index) => {
    if (!line.startsWith('|')) layer = undefined
    else layer ??= tableHead.exec(line)?.[1] ?? ''
    const name = layer ? tableRow.exec(line)?.[1] : undefined
    if (name !== undefined) told.set(`${layer}/${name}`, index + 1)
  })
  return told
}
