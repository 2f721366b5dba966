/**
 * Prints the greatest memory (resident bytes) of a process that simulates so many hours and nothing else: peak.ts HOURS. With 0
 * it is that of the program and its loader alone.
 */
import { simulate } from '../../src/sim/run/simulate.js'
import { fullLoad } from './centre.js'

const hours = Number(process.argv[2])
if (hours > 0) simulate(fullLoad(hours), 1, 0)
console.log(process.resourceUsage().maxRSS * 1_024)
