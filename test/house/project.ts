/** Reads the project from the disk, for the rules of the house: nothing that is installed, built or Git's own. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Source, readSource } from './source.js'

/** The files at the root and those of the folders that are the project, in the order of their paths. */
export function readProject(): Source[] {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const folders = ['src', 'test', 'bench', 'examples', 'docs', '.ci', 'schema']
  const listed = readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    // In a linked work tree .git is a file, and not the project's.
    if (entry.isFile()) return entry.name === '.git' ? [] : [entry.name]
    if (!folders.includes(entry.name)) return []
    return readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
      .filter((below) => below.isFile())
      .map((below) => join(below.parentPath, below.name).slice(root.length))
  })
  return listed
    .map((path) => readSource(path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
