/**
 * Packs the built library, installs the tarball in an empty project, and uses it the ways its users will:
 * imported, required, type-checked under both module resolutions with library checks on, bundled for a browser, and
 * from the command line.
 * Run `npm run build` first. The tarball's dependencies come from npm's cache or the registry.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly bin: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const specifiers = Object.keys(manifest.exports)
  .filter((subpath) => !subpath.endsWith('.json'))
  .map((subpath) => manifest.name + subpath.slice(1))

const consumer = mkdtempSync(join(tmpdir(), 'skillroute-'))
try {
  install()
  compareFormats()
  compile()
  await bundle()
  runCommand()
} finally {
  rmSync(consumer, { recursive: true, force: true })
}

function run(command: string, args: readonly string[], cwd = consumer): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function write(file: string, content: string): void {
  writeFileSync(join(consumer, file), content)
}

function done(step: string): void {
  console.log(`package: ${step}`)
}

function install(): void {
  const packed = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer], root),
  ) as [{ filename: string; files: { path: string }[] }]
  const [{ filename, files }] = packed
  const stray = files
    .map(({ path }) => path)
    .filter(
      (path) =>
        !/^(dist|schema|docs|examples)\/|^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
    )
  assert.deepEqual(stray, [], 'the tarball holds what it should not')
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in manifest.scripts)
  assert.deepEqual(hooks, [], 'npm warns whoever installs the tarball of scripts')
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(consumer, filename)])
  done(`${filename} with ${files.length} files installs`)
}

/** Both formats load under plain Node, and export the same names. */
function compareFormats(): void {
  const list = specifiers.map((specifier) => `'${specifier}'`).join(', ')
  const print = 'console.log(JSON.stringify(names))'
  write(
    'imports.mjs',
    `const names = []
for (const specifier of [${list}]) names.push(Object.keys(await import(specifier)).sort())
${print}`,
  )
  write(
    'requires.cjs',
    `const names = [${list}].map((specifier) => Object.keys(require(specifier)).sort())
${print}`,
  )
  const imported = JSON.parse(run('node', ['imports.mjs'])) as string[][]
  const required = JSON.parse(run('node', ['requires.cjs'])) as string[][]
  assert.deepEqual(required, imported, 'ESM and CJS export different names')
  specifiers.forEach((specifier, index) => {
    assert.ok(imported[index]!.length > 0, `${specifier} exports nothing`)
    done(`${specifier} exports ${imported[index]!.length} names from ESM and CJS`)
  })
}

/** The declarations stand alone: no types of Node or of a development dependency are in reach, nothing is skipped. */
function compile(): void {
  const program = specifiers
    .map(
      (specifier, index) =>
        `import * as surface${index} from '${specifier}'
export const isTyped${index}: 'noSuchName' extends keyof typeof surface${index} ? false : true = true`,
    )
    .join('\n')
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const strict = {
    strict: true,
    target: 'es2023',
    lib: ['es2023'],
    types: [],
    noEmit: true,
    skipLibCheck: false,
  }
  const settings = {
    'nodenext ESM': ['program.mts', { module: 'nodenext' }],
    'nodenext CJS': ['program.cts', { module: 'nodenext' }],
    bundler: ['program.ts', { module: 'esnext', moduleResolution: 'bundler' }],
  } as const
  for (const [name, [file, options]] of Object.entries(settings)) {
    write(file, program)
    write('tsconfig.json', JSON.stringify({ compilerOptions: { ...strict, ...options }, files: [file] }))
    run('node', [tsc, '-p', '.'])
    done(`type-checks under ${name}`)
  }
}

/**
 * A browser or a worker gets the engine without anything of Node, and without what its dependencies have for others: the
 * languages that zod speaks alone would double it.
 */
async function bundle(): Promise<void> {
  const mostBytes = 450_000
  write(
    'page.js',
    `import { createEngine, definePolicy } from '${manifest.name}'\nconsole.log(createEngine, definePolicy)`,
  )
  await build({
    config: false,
    silent: true,
    // Not the project's own, which leads the package's name to its sources.
    tsconfig: join(consumer, 'tsconfig.json'),
    entry: [join(consumer, 'page.js')],
    outDir: join(consumer, 'bundle'),
    format: ['esm'],
    platform: 'browser',
    noExternal: [/./],
    minify: true,
    target: 'es2023',
  })
  const page = join(consumer, 'bundle', 'page.js')
  const { size } = statSync(page)
  assert.ok(size < mostBytes, `the engine in a browser takes ${size} bytes, more than ${mostBytes}`)
  assert.deepEqual(
    [...readFileSync(page, 'utf8').matchAll(/["'`]node:\w+/g)].map(String),
    [],
    'the engine asks for Node',
  )
  done(`a browser gets the engine in ${size} bytes`)
}

function runCommand(): void {
  for (const command of Object.keys(manifest.bin)) {
    const printed = run(join(consumer, 'node_modules', '.bin', command), ['--version'])
    assert.ok(printed.includes(manifest.version), `${command} --version printed ${printed}`)
    done(`${command} --version prints ${manifest.version}`)
    const scenario = join('node_modules', manifest.name, 'examples', 'after-sales-week.yaml')
    run(join(consumer, 'node_modules', '.bin', command), ['validate', scenario])
    done(`${command} finds the examples that come with the package, and the policy that one of them names`)
  }
}
