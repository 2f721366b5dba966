/**
 * Makes the top level of a bundle constant: what is never assigned again becomes `const`, functions too.
 *
 * esbuild turns every top-level `const` of a bundle into `var`, and a function declaration is a binding that might still
 * change. V8 compiles a read of either as a load and a check, each time; the value of a `const` it writes into the
 * optimised code. One cycle of the engine takes an eighth fewer instructions so (docs/performance.md).
 *
 * Functions move to the top of the file, where nothing can meet one before it is there. Everything else stays in its place,
 * where its source, a `const` or a class, could not be used early either.
 */
import ts from 'typescript'

/** For `plugins` of tsup. */
export const constantBindings = {
  name: 'constant-bindings',
  renderChunk: (code: string) => ({ code: withConstantBindings(code) }),
}

/**
 * The same program with constant bindings. For code as esbuild writes it: no name of the top level is declared again further
 * in (an assignment to such a name would leave the outer one as it is). Cost: one parse.
 */
export function withConstantBindings(code: string): string {
  const file = ts.createSourceFile('bundle.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const assigned = assignedNames(file)
  const { statements } = file
  const first = statements.findIndex((statement) => !isHead(statement))
  const headEnd = first < 1 ? (ts.getShebang(code) ?? '').length : statements[first - 1]!.end
  let functions = ''
  let rest = ''
  let at = headEnd
  for (const statement of statements.slice(Math.max(0, first))) {
    const begin = statement.getStart()
    if (isPlainFunction(statement) && !assigned.has(statement.name.text)) {
      rest += code.slice(at, begin)
      functions += `\nconst ${statement.name.text} = ${statement.getText()};`
      at = statement.end
    } else if (isSettled(statement, assigned)) {
      rest += `${code.slice(at, begin)}const`
      at = begin + 'var'.length
    }
  }
  return code.slice(0, headEnd) + functions + rest + code.slice(at)
}

/** Directives and imports, which stay first. */
function isHead(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    (ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression))
  )
}

function isPlainFunction(
  statement: ts.Statement,
): statement is ts.FunctionDeclaration & { name: ts.Identifier } {
  if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return false
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true
}

function isSettled(statement: ts.Statement, assigned: ReadonlySet<string>): boolean {
  if (!ts.isVariableStatement(statement) || !statement.getText().startsWith('var ')) return false
  return statement.declarationList.declarations.every(
    ({ name, initializer }) => ts.isIdentifier(name) && initializer !== undefined && !assigned.has(name.text),
  )
}

/** Every name that is assigned anywhere, its declaration aside, and every name declared twice. */
function assignedNames(file: ts.SourceFile): Set<string> {
  const assigned = new Set<string>()
  const declared = new Set<string>()
  const addAll = (target: ts.Node): void => {
    if (ts.isIdentifier(target)) assigned.add(target.text)
    else if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
      ts.forEachChild(target, addAll)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) addAll(node.left)
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { operator } = node
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
        addAll(node.operand)
    } else if (
      (ts.isForInStatement(node) || ts.isForOfStatement(node)) &&
      !ts.isVariableDeclarationList(node.initializer)
    )
      addAll(node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(file)
  for (const statement of file.statements) {
    for (const name of namesOf(statement)) {
      if (declared.has(name)) assigned.add(name)
      declared.add(name)
    }
  }
  return assigned
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text]
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ name }) =>
    ts.isIdentifier(name) ? [name.text] : [],
  )
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}
