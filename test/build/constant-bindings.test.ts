import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withConstantBindings } from '../../build/constant-bindings.js'

describe('what is never assigned again is constant', () => {
  test.each([
    ['a variable', 'var a = 1;', 'const a = 1;'],
    ['several at once', 'var a = 1, b = a;', 'const a = 1, b = a;'],
    ['a class', 'var A = class {\n};', 'const A = class {\n};'],
    [
      'a function',
      'var a = 1;\nfunction f() {\n  return a;\n}',
      '\nconst f = function f() {\n  return a;\n};const a = 1;\n',
    ],
    ['a property is not the variable', 'var a = {};\na.b = 1;\na[0]++;', 'const a = {};\na.b = 1;\na[0]++;'],
    [
      'imports and directives stay first',
      '"use strict";\nimport a from "a";\nvar b = a;\nfunction f() {}',
      '"use strict";\nimport a from "a";\nconst f = function f() {};\nconst b = a;\n',
    ],
    [
      'a first line for the shell',
      '#!/usr/bin/env node\nfunction f() {}',
      '#!/usr/bin/env node\nconst f = function f() {};\n',
    ],
    [
      'asynchronous and generators',
      'async function f() {}\nfunction* g() {}',
      '\nconst f = async function f() {};\nconst g = function* g() {};\n',
    ],
  ])('%s', (_, code, constant) => {
    expect(withConstantBindings(code)).toBe(constant)
  })
})

describe('what may change stays as it is', () => {
  test.each([
    'var a = 1;\na = 2;',
    'var a = 1;\nfor (let i = 0; i < 3; i++) a += i;',
    'var a = 1;\na++;',
    'var a = 1;\n--a;',
    'var a = 1;\n[a] = [2];',
    'var a = 1;\n({ b: a } = { b: 2 });',
    'var a = 1;\n({ a, ...b } = {});',
    'var a = 1;\nfor (a of [2]) ;',
    'var a = 1;\na ??= 2;',
    'var a;',
    'var a = 1, b;',
    'var { a } = {};',
    'var a = 1;\nvar a = 2;',
    'let a = 1;',
    'export function f() {}',
    'function f() {}\nf = 1;',
    'function f() {}\nfunction f() {}',
  ])('%s', (code) => {
    expect(withConstantBindings(code)).toBe(code)
  })
})

test('a function may be used above its place', () => {
  const code =
    'var a = f(2);\nfunction f(x) {\n  return x * g();\n}\nfunction g() {\n  return 21;\n}\nresult = a;'
  expect(runInNewContext(withConstantBindings(code), { result: 0 })).toBe(42)
})

const NAMES = ['a', 'b', 'c', 'd']
const names = fc.constantFrom(...NAMES)
/** Statements of a program in which names are declared, written and read in any order; `log` hears of every value. */
const statement = fc.oneof(
  fc.tuple(names, fc.nat(9)).map(([name, value]) => `var ${name} = ${value};`),
  fc
    .tuple(names, names)
    .map(([name, other]) => `function ${name}f() { return typeof ${other} === 'number' ? ${other} : 0; }`),
  names.map((name) => `if (typeof ${name} === 'number') ${name}++;`),
  names.map((name) => `log(${name}f());`),
)

test('programs do what they did', () => {
  const functions = NAMES.map((name) => `function ${name}f() { return ${name}; }`)
  const declared = NAMES.map((name) => `var ${name} = 1;`)
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 8 }), (statements) => {
      // All are there before they are used, as in the sources of a bundle.
      const code = [...functions, ...declared, ...statements].join('\n')
      const heard = (program: string): unknown[] => {
        const values: unknown[] = []
        runInNewContext(program, { log: (value: unknown) => values.push(value) })
        return values
      }
      expect(heard(withConstantBindings(code))).toEqual(heard(code))
    }),
  )
})
