/**
 * How fast agents become free, group by group, for one who waits: from what they are at work on, for how long already,
 * and what the engine has learned of handling times. Agents who are away or leaving count nothing.
 * **cost** O(agents + contacts at agents), allocates. **order** agents by slot, their contacts by arrival: sums do not
 * depend on how the lists came about.
 */
import type { Supply } from '../../queue/expected-wait.js'
import { WRAP_UP_END } from '../time/clocks.js'
import { WRAP_UP } from '../contacts/contacts.js'
import type { Contender } from './contender.js'
import type { Estimates } from './estimates.js'
import type { State } from '../state.js'

export interface Supplies {
  readonly list: readonly Supply[]
  /** Group -> its index in the list, -1 for one with nobody signed in. */
  readonly at: Int32Array
  /** Index of the agent that the contender is held for, as a supply of one; -1 for none. */
  readonly ofHolder: number
}

/** Agents of a group, summed. */
class Sum implements Supply {
  perMs = 0
  surplus = 0
  private count = 0
  private readonly usualMs: number

  constructor(usualMs: number) {
    this.usualMs = usualMs
  }

  get meanMs(): number {
    return this.perMs > 0 ? this.count / this.perMs : this.usualMs
  }

  add(meanMs: number, surplus: number, count: number): void {
    this.perMs += count / meanMs
    this.surplus += count * surplus
    this.count += count
  }
}

export function suppliesOf(s: State, waits: Estimates, contender: Contender, atMs: number): Supplies {
  const { roster } = s.tables
  const at = new Int32Array(roster.groups.length).fill(-1)
  const usualMs = waits.learning[contender.queue]!.handlingMs
  const list: Sum[] = []
  for (let agent = 0; agent < roster.slots.highWater; agent++) {
    if (!roster.slots.isLive(agent) || roster.leaving[agent] === 1) continue
    const group = roster.group[agent]!
    if (at[group]! < 0) at[group] = list.push(new Sum(usualMs)) - 1
    if (roster.isTaking(agent)) addAgent(s, waits, contender, atMs, agent, list[at[group]!]!)
  }
  if (contender.holder < 0) return { list, at, ofHolder: -1 }
  const alone = new Sum(usualMs)
  if (roster.isTaking(contender.holder)) addAgent(s, waits, contender, atMs, contender.holder, alone)
  return { list, at, ofHolder: list.push(alone) - 1 }
}

/** The work under way, and the room beside it, in contacts of the contender's channel. */
function addAgent(
  s: State,
  waits: Estimates,
  contender: Contender,
  atMs: number,
  agent: number,
  sum: Sum,
): void {
  const { roster, policy } = s.tables
  const { contacts, clocks } = s
  const { units, exclusive } = policy.channels[contender.channel]!
  const usual = waits.learning[contender.queue]!
  for (const contact of workOf(s, agent)) {
    const { queue, units: ownUnits } = contacts.categoryOf(contact)
    const learned = queue < 0 ? usual : waits.learning[queue]!
    const meanMs = learned.handlingMs
    const leftMs =
      contacts.stateOf(contact) === WRAP_UP
        ? clocks.dueAtMs(clocks.find(contact, WRAP_UP_END)) - atMs
        : learned.residualMs(atMs - waits.takenAtMs[contact]!)
    const surplus = (1 + learned.squaredVariation) / 2 - leftMs / meanMs
    sum.add(meanMs, surplus, Math.min(1, ownUnits / units))
  }
  const used = roster.usedUnits[agent]!
  if (roster.exclusives[agent] !== 0 || (exclusive && used > 0)) return
  const room = roster.profileOf(agent).capacityUnits - used
  const free = exclusive ? (room >= units ? 1 : 0) : Math.floor(room / units)
  if (free > 0) sum.add(usual.handlingMs, 0, free)
}

/** The contacts of an agent, in arrival order. */
function workOf(s: State, agent: number): readonly number[] {
  const found: number[] = []
  for (let c = s.agents.firstContact[agent]!; c >= 0; c = s.contacts.nextOfAgent(c)) found.push(c)
  return found.length > 1 ? s.contacts.sorted(found) : found
}
