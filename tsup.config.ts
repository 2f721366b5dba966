/**
 * Two builds: the library (ESM, CJS and declarations, one file per subpath export) and the command line (ESM only).
 * Runtime dependencies stay external; what only the command line needs (commander, yaml) is bundled into it, so
 * installing the library brings none of it. `node:` prefixes are kept, and only the first build cleans.
 */
import { defineConfig } from 'tsup'
import { bundle } from './build/bundle.js'
import manifest from './package.json' with { type: 'json' }

const common = { ...bundle, outDir: 'dist' }

/** `.` is src/index.ts, `./x` is src/x/index.ts. */
const library = Object.keys(manifest.exports)
  .filter((subpath) => !subpath.endsWith('.json'))
  .map((subpath) =>
    subpath === '.' ? ['index', 'src/index.ts'] : [subpath.slice(2), `src/${subpath.slice(2)}/index.ts`],
  )

// Bundled CommonJS packages call `require`, which an ES module does not have.
const requireForCommonJs = [
  `import { createRequire as createRequireOfSkillroute } from 'node:module'`,
  `const require = createRequireOfSkillroute(import.meta.url)`,
].join('\n')

export default defineConfig([
  {
    ...common,
    entry: Object.fromEntries(library) as Record<string, string>,
    format: ['esm', 'cjs'],
    // tsup sets `baseUrl` for its declaration build, which TypeScript 6 refuses unless told otherwise.
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    clean: true,
  },
  {
    ...common,
    // The threads of the command line start from a file of their own.
    entry: { cli: 'src/cli/main.ts', 'run-worker': 'src/cli/runs/run-worker.ts' },
    format: ['esm'],
    banner: { js: requireForCommonJs },
  },
])
