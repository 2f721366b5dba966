/**
 * The mirror rule: tests and benchmarks stand for a source by its stem, and every source has a test.
 * What is only a part of something may be tested through the whole, and a benchmark may measure several sources together,
 * if the plan says so and the imports bear it out.
 */
import { posix } from 'node:path'
import ts from 'typescript'
import { layers, measuresTogether, testedThrough } from './plan.js'
import { type Fault, type Rule, folderOf } from './rules.js'
import type { Source } from './source.js'

/** test/a/b.test.ts, test/a/b.prop.test.ts and bench/a/b.bench.ts stand for src/a/b.ts, and every source has a test. */
export const mirror: Rule = (files) => mirrorWith(testedThrough, files, measuresTogether)

export function mirrorWith(
  exceptions: Readonly<Record<string, readonly string[]>>,
  files: readonly Source[],
  together: Readonly<Record<string, readonly string[]>> = {},
): Fault[] {
  const faults: Fault[] = []
  const sources = new Map(files.map((file) => [file.path, file]))
  const tested = new Set<string>()
  for (const { path } of files) {
    const stem = stemOf(path)
    if (stem === undefined || !layers[stem.split('/')[0]!]) continue
    const source = `src/${stem}.ts`
    if (path.startsWith('test/')) tested.add(source)
    if (!sources.has(source) && !(path in together))
      faults.push({ path, line: 1, message: `mirrors nothing: there is no ${source}` })
  }
  for (const [bench, paths] of Object.entries(together)) {
    const reached = reachedFrom(bench, sources)
    for (const path of paths) {
      if (!reached.has(path)) faults.push({ path, line: 1, message: `is not reached by ${bench}` })
    }
  }
  const excused = new Set<string>()
  for (const [test, paths] of Object.entries(exceptions)) {
    const reached = reachedFrom(test, sources)
    for (const path of paths) {
      excused.add(path)
      if (!reached.has(path)) faults.push({ path, line: 1, message: `is not reached by ${test}` })
      if (tested.has(path)) faults.push({ path, line: 1, message: 'needs no exception: it has a test' })
    }
  }
  for (const { path, tree } of files) {
    if (!tree || folderOf(path) === undefined || posix.basename(path) === 'index.ts') continue
    if (tested.has(path) || excused.has(path) || hasOnlyTypes(tree)) continue
    faults.push({ path, line: 1, message: 'has no test with its stem' })
  }
  return faults
}

function stemOf(path: string): string | undefined {
  return /^test\/(.+?)(?:\.prop)?\.test\.ts$/.exec(path)?.[1] ?? /^bench\/(.+)\.bench\.ts$/.exec(path)?.[1]
}

/** All files that run when the file at `start` runs. Empty when there is no such file. */
function reachedFrom(start: string, sources: ReadonlyMap<string, Source>): ReadonlySet<string> {
  const reached = new Set<string>()
  const pending = [start]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const source = sources.get(path)
    if (!source || reached.has(path)) continue
    reached.add(path)
    for (const { specifier, typeOnly } of source.imports) {
      if (!typeOnly) pending.push(targetOf(path, specifier))
    }
  }
  return reached
}

function targetOf(from: string, specifier: string): string {
  const own = /^skillroute(?:\/(.+))?$/.exec(specifier)
  if (own) return own[1] === undefined ? 'src/index.ts' : `src/${own[1]}/index.ts`
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts')
}

function hasOnlyTypes(tree: ts.SourceFile): boolean {
  return tree.statements.every(
    (statement) =>
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      (ts.isImportDeclaration(statement) &&
        statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(statement) && statement.isTypeOnly),
  )
}
