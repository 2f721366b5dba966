/** Draws days of small centres at random: demand by interval, shifts and breaks of pools. */
import { type Theme, Luck, drawnCentre } from './centre-draws.js'
import type { SmallDay } from './centre-day.js'
import type { AgentOrder, SmallCentre } from './small-centre.js'

/** Not ringing: who goes loses what rings, which takes its place in line again. */
const THEMES: readonly Theme[] = [
  'skills',
  'orders of work',
  'places and lines',
  'calling again',
  'concurrent chats',
  'a bot',
]

export function drawnDay(seed: number): SmallDay {
  const luck = new Luck(seed, 'day')
  const drawn = drawnCentre(seed, luck.one(THEMES))
  const intervals = luck.whole(3, 5)
  const factors = Array.from({ length: intervals }, () =>
    drawn.queues.map(() => luck.one([0, 0.5, 1, 1.5, 2])),
  )
  // Instants at which something may change, each taken once: what happens at one instant in which order is nobody's law.
  const instants = Array.from({ length: intervals - 1 }, (_, i) => i + 1)
  const taken = (): number => instants.splice(luck.whole(0, instants.length - 1), 1)[0]!
  const shifts: SmallDay['shifts'][number][] = drawn.pools.map(() => null)
  const breaks: SmallDay['breaks'][number][] = drawn.pools.map(() => null)
  drawn.pools.forEach((_, p) => {
    const kind = luck.one(['comes late', 'goes early', 'has a break', 'stays'])
    if (kind === 'comes late' && instants.length > 0 && isSpared(drawn, shifts, p))
      shifts[p] = [taken(), intervals]
    if (kind === 'goes early' && instants.length > 0 && isSpared(drawn, shifts, p)) shifts[p] = [0, taken()]
    if (
      kind === 'has a break' &&
      instants.length > 1 &&
      !drawn.queues.some(({ isExclusive }) => !isExclusive)
    ) {
      const [from, to] = [taken(), taken()]
      breaks[p] = [Math.min(from, to), Math.max(from, to)]
    }
  })
  // How long an agent on a break has been idle is a story of its own, and two who take contacts as they come are as early.
  const isSteady = [...shifts, ...breaks].every((each) => each === null)
  const isRested = breaks.every((each) => each === null)
  const agentOrder = drawn.agentOrder.flatMap((term): AgentOrder[] =>
    (isRested || term !== 'longestIdle') && (isSteady || term !== 'roundRobin') ? [term] : [],
  )
  const centre = { ...drawn, agentOrder: agentOrder.length > 0 ? agentOrder : ['leastSkilled' as const] }
  return { centre, length: luck.one([1.5, 3]), factors, shifts, breaks }
}

/** Whether others, who are there all day, serve each queue of the pool. */
function isSpared({ pools }: SmallCentre, shifts: SmallDay['shifts'], pool: number): boolean {
  return pools[pool]!.queues.every((q) =>
    pools.some((other, p) => p !== pool && shifts[p] === null && other.queues.includes(q)),
  )
}
