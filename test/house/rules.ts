/**
 * The rules that keep the house standing, each a function from all files to the faults it finds.
 * They read syntax only: what needs judgement (does the iteration order of a Map decide anything?) stays with people.
 * Form and naming live in form.ts, the mirror of tests and sources in mirror.ts.
 */
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'
import { calendarCompiler, calendarPackages, core, layers, packages } from './plan.js'
import { type Source, lineOf, walk } from './source.js'

export interface Fault {
  readonly path: string
  readonly line: number
  readonly message: string
}

export type Rule = (files: readonly Source[]) => Fault[]

const impureGlobals = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'console',
  'process',
  'globalThis',
  'fetch',
  'crypto',
  'Temporal',
  'WeakRef',
  'FinalizationRegistry',
])
const impureMembers = new Set(['Date.now', 'Math.random'])
const localTime = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/
const localeMember = /^(toLocale\w*|localeCompare)$/

/** `src/sla/clock.ts` -> `sla`; `src/index.ts` -> ``; anything outside src -> undefined. */
export function folderOf(path: string): string | undefined {
  const parts = path.split('/')
  if (parts[0] !== 'src') return undefined
  return parts.length > 2 ? parts[1]! : ''
}

function isCore(path: string): boolean {
  const folder = folderOf(path)
  return folder === '' || (folder !== undefined && core.includes(folder))
}

/** `@scope/name/sub` -> `@scope/name`, `name/sub` -> `name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Every import inside src goes down the table, stays inside src, and the public surface is all that sees everything. */
export const layering: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, imports } of files) {
    const from = folderOf(path)
    if (from === undefined) continue
    if (from !== '' && !layers[from]) {
      faults.push({ path, line: 1, message: `folder ${from} has no place in the plan` })
      continue
    }
    for (const { specifier, line } of imports) {
      if (!specifier.startsWith('.')) continue
      const to = folderOf(posix.join(posix.dirname(path), specifier))
      const allowed =
        to === from || (from === '' ? to !== undefined && to !== 'cli' : layers[from]!.includes(to ?? ''))
      if (!allowed) faults.push({ path, line, message: `${from || 'index'} may not import ${specifier}` })
    }
  }
  return faults
}

/** Packages and Node's own modules are imported only by the folders that the plan allows them to. */
export const dependencies: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, imports } of files) {
    const folder = folderOf(path)
    if (folder === undefined) continue
    for (const { specifier, line } of imports) {
      if (specifier.startsWith('.')) continue
      const name = packageOf(specifier)
      const allowed = isBuiltin(specifier)
        ? !isCore(path)
        : calendarPackages.includes(name)
          ? path === calendarCompiler && specifier !== 'date-fns'
          : (packages[folder] ?? []).includes(name)
      if (!allowed) faults.push({ path, line, message: `${folder || 'index'} may not import ${specifier}` })
    }
  }
  return faults
}

/** The core reads no clock, draws no chance, sets no timer, prints nothing and knows no locale or local time zone. */
export const purity: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, tree } of files) {
    if (!tree || !isCore(path)) continue
    const report = (node: ts.Node, what: string): void => {
      faults.push({ path, line: lineOf(tree, node), message: `the core may not use ${what}` })
    }
    walk(tree, (node) => {
      const what = impureUse(node)
      if (what !== undefined) report(node, what)
      const where = path === calendarCompiler ? undefined : localUse(node)
      if (where !== undefined) report(node, where)
    })
  }
  return faults
}

function impureUse(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && impureGlobals.has(node.text) && !isMemberName(node)) return node.text
  const member = memberOf(node)
  if (member !== undefined && impureMembers.has(member)) return member
  const isDate = (callee: ts.Expression): boolean => ts.isIdentifier(callee) && callee.text === 'Date'
  if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length) return 'new Date()'
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()'
  return undefined
}

function localUse(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && node.text === 'Intl' && !isMemberName(node)) return 'Intl'
  if (!ts.isPropertyAccessExpression(node)) return undefined
  const name = node.name.text
  return localTime.test(name) || localeMember.test(name) ? name : undefined
}

/** `Date.now` and `Date['now']` -> `Date.now`, when the object is a plain name. */
function memberOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return `${node.expression.text}.${node.name.text}`
  }
  if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const key = node.argumentExpression
    return ts.isStringLiteralLike(key) ? `${node.expression.text}.${key.text}` : undefined
  }
  return undefined
}

/** True where an identifier names a member of something else, not a global. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isQualifiedName(parent)) return parent.right === node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isGetAccessorDeclaration(parent) ||
      ts.isSetAccessorDeclaration(parent)) &&
    parent.name === node
  )
}

/** An index.ts is a public surface: named re-exports and nothing else. */
export const surface: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, tree } of files) {
    if (!tree || folderOf(path) === undefined || posix.basename(path) !== 'index.ts') continue
    for (const statement of tree.statements) {
      const isNamed =
        ts.isExportDeclaration(statement) &&
        statement.moduleSpecifier !== undefined &&
        statement.exportClause !== undefined &&
        ts.isNamedExports(statement.exportClause)
      if (isNamed) continue
      faults.push({ path, line: lineOf(tree, statement), message: 'only named re-exports belong here' })
    }
  }
  return faults
}

/** Outsiders keep their distance: naive twins take only types from src, examples only the published package. */
export const distance: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, imports } of files) {
    const isTwin = path.startsWith('test/model/')
    const isExample = path.startsWith('examples/')
    if (!isTwin && !isExample) continue
    for (const { specifier, typeOnly, line } of imports) {
      const isOurs =
        packageOf(specifier) === 'skillroute' ||
        (specifier.startsWith('.') && folderOf(posix.join(posix.dirname(path), specifier)) !== undefined)
      if (!isOurs) continue
      if (isTwin && !typeOnly) {
        faults.push({ path, line, message: `a naive twin may import only types, not ${specifier}` })
      } else if (isExample && specifier.startsWith('.')) {
        faults.push({ path, line, message: `an example imports skillroute by its name, not ${specifier}` })
      }
    }
  }
  return faults
}
