/**
 * One file of the project as the rules see it: its text and, for TypeScript, the syntax tree and its imports.
 * Nothing is resolved or type-checked, so that reading the whole project takes about a second.
 */
import ts from 'typescript'

export interface Import {
  readonly specifier: string
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean
  readonly line: number
}

export interface Source {
  readonly path: string
  readonly text: string
  /** Undefined for anything but TypeScript. */
  readonly tree: ts.SourceFile | undefined
  readonly imports: readonly Import[]
}

export function readSource(path: string, text: string): Source {
  if (!path.endsWith('.ts')) return { path, text, tree: undefined, imports: [] }
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  return { path, text, tree, imports: importsOf(tree) }
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

/** Calls `visit` for every node of the tree, parents first. */
export function walk(tree: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, step)
  }
  ts.forEachChild(tree, step)
}

function importsOf(tree: ts.SourceFile): Import[] {
  const found: Import[] = []
  const add = (at: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ specifier: specifier.text, typeOnly, line: lineOf(tree, at) })
    }
  }
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isTypeOnlyClause(node.importClause))
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly)
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true)
    } else if (ts.isCallExpression(node) && isImporter(node.expression)) {
      add(node, node.arguments[0], false)
    }
  })
  return found
}

function isImporter(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

function isTypeOnlyClause(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly)
}
