/** Prints the greatest memory (resident bytes) of a process that simulates so many hours and nothing else: peak.ts HOURS. */
import { simulate } from '../../src/sim/run/simulate.js'
import { fullLoad } from './centre.js'

simulate(fullLoad(Number(process.argv[2])), 1, 0)
console.log(process.resourceUsage().maxRSS * 1_024)
