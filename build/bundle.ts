/** How every bundle is made: those that are published, and the benchmarks, which measure what users import. */
import { constantBindings } from './constant-bindings.js'

export const bundle = { target: 'node20', removeNodeProtocol: false, plugins: [constantBindings] }
