/**
 * Keeps the house as planned: every rule runs over the whole project, and is first proven able to fail.
 * Each fixture is a handful of files in memory with the number of faults that the rule must find in them.
 */
import { describe, expect, it } from 'vitest'
import { candour, header, links, naming, numbering, portability, size } from './house/form.js'
import { folders } from './house/folders.js'
import { mirror, mirrorWith } from './house/mirror.js'
import { layers, packages } from './house/plan.js'
import { readProject } from './house/project.js'
import { type Rule, dependencies, distance, folderOf, layering, purity, surface } from './house/rules.js'
import { readSource } from './house/source.js'

const rules = {
  layering,
  dependencies,
  purity,
  surface,
  distance,
  mirror,
  folders,
  header,
  size,
  naming,
  candour,
  portability,
  links,
  numbering,
} satisfies Record<string, Rule>

interface Fixture {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly faults: number
}

/** Joins what would be a fault of this very file if it were written in one piece. */
const pieces = (...parts: string[]): string => parts.join('')
const note = (...parts: string[]): string => pieces('// ', ...parts)

const fixtures: Readonly<Record<keyof typeof rules, readonly Fixture[]>> = {
  layering: [
    {
      name: 'siblings do not meet, base sees nothing, nobody but cli sees cli, src keeps to itself',
      files: {
        'src/queue/a.ts': `import { b } from '../routing/b.js'`,
        'src/routing/c.ts': `import type { a } from '../queue/a.js'`,
        'src/sla/d.ts': `export { a } from '../queue/a.js'`,
        'src/base/e.ts': `type E = import('../sla/d.js').D`,
        'src/staffing/f.ts': `const f = await import('../queue/a.js')`,
        'src/sim/g.ts': `import { g } from '../host/g.js'`,
        'src/engine/h.ts': `import { h } from '../index.js'`,
        'src/index.ts': `export { main } from './cli/main.js'`,
        'src/cli/i.ts': `import { i } from '../../test/i.js'`,
      },
      faults: 9,
    },
    { name: 'a folder without a place', files: { 'src/attic/a.ts': '' }, faults: 1 },
    {
      name: 'imports that point down',
      files: {
        'src/queue/a.ts': `import { b } from '../base/b.js'\nimport { c } from './c.js'\nimport { Heap } from 'heap-js'`,
        'src/engine/a.ts': `import { a } from '../queue/a.js'\n// import { x } from '../sim/x.js'`,
        'src/index.ts': `export { a } from './engine/a.js'\nexport { b } from './staffing/b.js'`,
        'src/cli/main.ts': `import { simulate } from '../sim/simulate.js'`,
        'bench/run.ts': `import { a } from '../src/queue/a.js'`,
      },
      faults: 0,
    },
  ],
  dependencies: [
    {
      name: 'packages and Node modules out of place',
      files: {
        'src/engine/a.ts': `import { readFileSync } from 'node:fs'\nimport { join } from 'path'`,
        'src/sim/a.ts': `import { parse } from 'yaml'\nimport { format } from 'date-fns/format'`,
        'src/sla/calendar-compile.ts': `import { addDays } from 'date-fns'`,
        'src/host/a.ts': `import { a } from 'skillroute'`,
        'src/staffing/a.ts': `import { z } from 'zod'`,
      },
      faults: 7,
    },
    {
      name: 'packages and Node modules in place',
      files: {
        'src/host/file.ts': `import { open } from 'node:fs/promises'`,
        'src/cli/main.ts': `import process from 'node:process'\nimport { Command } from 'commander'`,
        'src/sla/calendar-compile.ts': `import { addDays } from 'date-fns/addDays'\nimport { tz } from '@date-fns/tz'`,
        'test/a.test.ts': `import { anything } from 'anywhere'`,
      },
      faults: 0,
    },
  ],
  purity: [
    {
      name: 'clocks and chance',
      files: {
        'src/base/a.ts': `Date.now()\nDate['now']()\nnew Date()\nDate()\nMath.random()\nperformance.now()`,
      },
      faults: 6,
    },
    {
      name: 'timers and the outside world',
      files: {
        'src/sim/a.ts': `setTimeout(f)\nsetInterval(f)\nsetImmediate(f)\nqueueMicrotask(f)\nglobalThis.x\nprocess.exit()`,
        'src/index.ts': `console.log(1)`,
      },
      faults: 7,
    },
    {
      name: 'locale and local time',
      files: {
        'src/engine/a.ts': `Intl.Collator\na.localeCompare(b)\na.toLocaleString()\nat.getHours()\nat.getDay()`,
      },
      faults: 5,
    },
    {
      name: 'look-alikes, and folders that may',
      files: {
        'src/engine/a.ts': `new Date(atMs)\nDate.UTC(2026)\nthis.process(1)\nconst a = { console: 1, process() {} }\nat.getUTCHours()`,
        'src/sla/calendar-compile.ts': `new Intl.DateTimeFormat('en')\nat.getHours()`,
        'src/cli/main.ts': `console.log(process.argv, Date.now())`,
        'src/host/a.ts': `setTimeout(f, 1)`,
        'bench/run.ts': `performance.now()`,
      },
      faults: 0,
    },
  ],
  surface: [
    {
      name: 'an index that defines or hides something',
      files: { 'src/index.ts': `export * from './a.js'\nexport const a = 1\nimport { b } from './b.js'` },
      faults: 3,
    },
    {
      name: 'an index that only names',
      files: { 'src/sim/index.ts': `export { a } from './a.js'\nexport type { B } from './b.js'` },
      faults: 0,
    },
  ],
  distance: [
    {
      name: 'a twin that leans on its original, an example that looks behind the door',
      files: {
        'test/model/queue.ts': `import { a } from '../../src/queue/a.js'\nimport { type B, c } from '../../src/queue/b.js'`,
        'examples/01-first.ts': `import { createEngine } from '../src/index.js'`,
      },
      faults: 3,
    },
    {
      name: 'types for twins, the package for examples',
      files: {
        'test/model/queue.ts': `import type { A } from '../../src/queue/a.js'\nimport { type B } from '../../src/queue/b.js'\nimport { c } from './c.js'`,
        'examples/01-first.ts': `import { createEngine } from 'skillroute'`,
      },
      faults: 0,
    },
  ],
  mirror: [
    {
      name: 'tests and benchmarks of nothing, a source without a test',
      files: {
        'test/queue/gone.test.ts': '',
        'test/queue/gone.prop.test.ts': '',
        'bench/queue/gone.bench.ts': '',
        'src/queue/alone.ts': 'export const a = 1',
      },
      faults: 4,
    },
    {
      name: 'a faithful mirror, and files that need none',
      files: {
        'src/queue/line.ts': 'export const a = 1',
        'test/queue/line.prop.test.ts': '',
        'bench/queue/line.bench.ts': '',
        'src/engine/event.ts': `import type { A } from './a.js'\nexport interface Event { a: A }\nexport type { A }`,
        'src/index.ts': `export { a } from './queue/line.js'`,
        'test/examples.test.ts': '',
        'test/house/plan.ts': '',
      },
      faults: 0,
    },
  ],
  folders: [
    {
      name: 'a folder that nobody tells of, one that is gone, a name met twice, too many files',
      files: {
        'docs/architecture.md': '| `src/sim/` | inside |\n| --- | --- |\n| `gone/` | - |',
        'src/sim/run/a.ts': '',
        'src/sim/a.ts': '',
        ...Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`src/sla/n${index}.ts`, ''])),
      },
      faults: 4,
    },
    {
      name: 'folders as told, names of another layer',
      files: {
        'docs/architecture.md': '| `src/sim/` | inside |\n| --- | --- |\n| `run/` | - |\n\n| `x/` | - |',
        'src/sim/run/a.ts': '',
        'src/sla/a.ts': '',
      },
      faults: 0,
    },
  ],
  header: [
    {
      name: 'no header, a line comment, an endless header',
      files: {
        'src/base/a.ts': 'export const a = 1',
        'src/base/b.ts': '// b\nexport const b = 1',
        'src/base/c.ts': `/**\n${' * c\n'.repeat(11)} */\nexport const c = 1`,
      },
      faults: 3,
    },
    {
      name: 'a header, also below a shebang',
      files: {
        'src/base/a.ts': '/** a */',
        'src/base/b.ts': `/**\n${' * b\n'.repeat(10)} */`,
        'src/cli/main.ts': '#!/usr/bin/env node\n/** main */',
        'test/base/a.test.ts': 'test()',
      },
      faults: 0,
    },
  ],
  size: [
    { name: 'one line too many', files: { 'bench/run.ts': '\n'.repeat(400) + '1' }, faults: 1 },
    { name: 'just right', files: { 'bench/run.ts': '1\n'.repeat(400), 'a.md': '\n'.repeat(999) }, faults: 0 },
  ],
  naming: [
    {
      name: 'empty names and other cases',
      files: {
        'src/base/utils.ts': '',
        'src/queue/queue-manager.ts': '',
        'src/types/a.ts': '',
        'test/helpers.ts': '',
        'src/base/indexedHeap.ts': '',
        'test/base/indexed_heap.prop.test.ts': '',
      },
      faults: 6,
    },
    {
      name: 'kebab-case nouns',
      files: {
        'src/base/indexed-heap.ts': '',
        'test/base/indexed-heap.prop.test.ts': '',
        'test/types/policy.ts': '',
        'examples/01-first-match.ts': '',
        'tsup.config.ts': '',
      },
      faults: 0,
    },
  ],
  candour: [
    {
      name: 'checks switched off and work left for later',
      files: {
        'src/base/a.ts': `let a: any\nconst b = c as any\n${note('@ts', '-ignore')}\n${note('@ts-expect', '-error')}`,
        'test/b.ts': `${note('oxlint', '-disable-next-line')}\n${note('TO', 'DO later')}\n${note('eslint', '-disable')}`,
        'test/types/c.ts': `const c: any = 1`,
      },
      faults: 8,
    },
    {
      name: 'words that only look so',
      files: {
        'src/base/a.ts': `const any = 'any'\nconst todo = 'TODO'\n// of any kind`,
        'test/types/c.ts': note('@ts-expect', '-error: a misspelt queue'),
      },
      faults: 0,
    },
  ],
  portability: [
    {
      name: 'machine paths and registry hosts',
      files: {
        'docs/a.md': pieces('see ', '/ho', 'me/someone/project'),
        'src/base/a.ts': pieces(`open('/t`, `mp/x')`),
        '.ci/run': pieces('npm config set registry https://registry', '.npmjs.org'),
      },
      faults: 3,
    },
    {
      name: 'relative paths and web pages',
      files: {
        'docs/a.md': pieces('docs/wo', 'rk/a.md, ../tm', 'p/b, https://example.org/ho', 'me/c, ./tm', 'p/d'),
      },
      faults: 0,
    },
  ],
  links: [
    { name: 'a dead link', files: { 'docs/a.md': '[b](b.md) and [c](../src/c.ts)' }, faults: 2 },
    {
      name: 'live links',
      files: {
        'README.md': '[a](docs/a.md#part) [docs](docs/) [web](https://example.org) [here](#here)',
        'docs/a.md': '[up](../README.md)',
      },
      faults: 0,
    },
  ],
  numbering: [
    {
      name: 'a number given twice, and references that lead nowhere',
      files: { 'docs/rules.md': '1. See rule 2.\n\n1. See rules 1, 3 and 4.' },
      faults: 4,
    },
    {
      name: 'numbers in any order, each once',
      files: { 'docs/rules.md': '2. See rules 1 to 3.\n3. See rule 2.\n\n# More\n\n1. Year 4' },
      faults: 0,
    },
    { name: 'lists of other files', files: { 'docs/a.md': '1. rule 7\n\n1. b' }, faults: 0 },
  ],
}

describe('each rule tells a fault from a look-alike', () => {
  for (const [name, cases] of Object.entries(fixtures)) {
    const rule = rules[name as keyof typeof rules]
    for (const fixture of cases) {
      it(`${name}: ${fixture.name}`, () => {
        const files = Object.entries(fixture.files).map(([path, text]) => readSource(path, text))
        const faults = name === 'mirror' ? mirrorWith({}, files) : rule(files)
        expect(faults.length, JSON.stringify(faults, undefined, 1)).toBe(fixture.faults)
      })
    }
    it(`${name}: is shown to fail and to pass`, () => {
      expect(cases.some(({ faults }) => faults > 0) && cases.some(({ faults }) => faults === 0)).toBe(true)
    })
  }

  it('mirror: a part may be tested through the whole, if that test exists, reaches it, and is the only one', () => {
    const files = {
      'src/engine/engine.ts': `import { emit } from './emit.js'\nimport type { Event } from './event.js'`,
      'src/engine/emit.ts': 'export const emit = 1',
      'src/engine/event.ts': 'export const event = 1',
      'test/engine/engine.test.ts': `import { createEngine } from 'skillroute'`,
      'src/index.ts': `export { createEngine } from './engine/engine.js'`,
    }
    const sources = Object.entries(files).map(([path, text]) => readSource(path, text))
    const faulty = (exceptions: Record<string, string[]>): string[] =>
      mirrorWith(exceptions, sources).map(({ path }) => path)
    const through = 'test/engine/engine.test.ts'
    const parts = ['src/engine/emit.ts', 'src/engine/event.ts']
    expect(faulty({}), 'no exceptions').toEqual(parts)
    expect(faulty({ [through]: ['src/engine/emit.ts'] }), 'one excused').toEqual(['src/engine/event.ts'])
    expect(faulty({ [through]: parts }), 'types are not tested').toEqual(['src/engine/event.ts'])
    expect(faulty({ 'test/gone.test.ts': parts }), 'no such test').toEqual(parts)
    expect(faulty({ [through]: [...parts, 'src/engine/engine.ts'] }), 'has its own').toContain(
      'src/engine/engine.ts',
    )
  })

  it('mirror: a benchmark may measure several sources together, if it exists and reaches them all', () => {
    const bench = 'bench/queue/cycle.bench.ts'
    const files = {
      [bench]: `import { line } from './core.js'`,
      'bench/queue/core.ts': `import { line } from '../../src/queue/line.js'`,
      'src/queue/line.ts': 'export const line = 1',
      'test/queue/line.test.ts': '',
    }
    const sources = Object.entries(files).map(([path, text]) => readSource(path, text))
    const faulty = (together: Record<string, string[]>): string[] =>
      mirrorWith({}, sources, together).map(({ path }) => path)
    expect(faulty({}), 'stands for nothing').toEqual([bench])
    expect(faulty({ [bench]: ['src/queue/line.ts'] }), 'stands for what it reaches').toEqual([])
    expect(faulty({ [bench]: ['src/queue/gone.ts'] }), 'does not reach it').toEqual(['src/queue/gone.ts'])
    expect(faulty({ 'bench/gone.bench.ts': ['src/queue/line.ts'] }), 'no such benchmark').toEqual([
      bench,
      'src/queue/line.ts',
    ])
  })
})

describe('the house stands', () => {
  const project = readProject()

  it('was read', () => {
    expect(project.filter(({ path }) => path.startsWith('src/')).length).toBeGreaterThan(3)
  })

  it('has what the plan speaks of: every folder, and in it every package that it may use', () => {
    const inside = project.filter(({ path }) => path.startsWith('src/'))
    const used = (folder: string): string[] =>
      inside
        .filter(({ path }) => path.startsWith(`src/${folder}/`))
        .flatMap(({ imports }) => imports.map(({ specifier }) => specifier))
    const folders = inside.map(({ path }) => folderOf(path)).filter((folder) => folder !== '')
    expect(new Set(Object.keys(layers))).toEqual(new Set(folders))
    for (const [folder, names] of Object.entries(packages))
      expect(used(folder)).toEqual(expect.arrayContaining([...names]))
  })

  it.each(Object.entries(rules))('%s', (_name, rule) => {
    expect(rule(project).map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([])
  })
})
