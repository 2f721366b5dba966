/**
 * The measures of money, and of the customers who are lost. **cost** O(1) each; allocates the pair. **order** as listed.
 * Caveat: where no prices are stated nothing has a cost, not a cost of 0.
 */
import type { Costs } from './costs.js'
import { type Entry, RUN, type RowFacts } from './measure-entry.js'
import * as count from './tally.js'

/** Who gave up or was refused, less those of them who called again. */
function lostOf(s: Float64Array): number {
  return s[count.ABANDONED]! + s[count.REFUSED]! + s[count.CLOSED]! - s[count.NOT_LOST]!
}

/** Money, in total or by contact; without a value where no prices are stated. */
function money(
  name: string,
  needs: Entry['needs'],
  numerator: string,
  amount: (prices: Costs, facts: RowFacts) => number,
  [denominator, per]: readonly [name: string, per: (facts: RowFacts) => number] = [RUN, () => 1],
): Entry {
  return {
    name,
    unit: 'money',
    numerator,
    denominator,
    better: 'lower',
    needs,
    compute: (facts) => (facts.prices === null ? [0, 0] : [amount(facts.prices, facts), per(facts)]),
  }
}

const botCost = ({ botContact }: Costs, { contacts }: RowFacts): number => botContact * contacts![count.BOT]!
const lostCost = ({ lostCustomer }: Costs, { contacts }: RowFacts): number => lostCustomer * lostOf(contacts!)

export const COST_MEASURES: readonly Entry[] = [
  {
    name: 'lost',
    unit: 'contacts',
    numerator: 'customers who gave up or were refused and did not call again',
    denominator: RUN,
    better: 'lower',
    // Who gives up in one interval may call again in another.
    needs: ['contacts', 'waits'],
    compute: ({ contacts }) => [lostOf(contacts!), 1],
  },
  money(
    'cost',
    ['contacts', 'waits', 'wages'],
    'cost of agents, bot and lost customers',
    (prices, facts) => facts.wages! + botCost(prices, facts) + lostCost(prices, facts),
  ),
  money('cost.agents', ['wages'], 'paid hours and overtime, at their prices', (_, { wages }) => wages!),
  money('cost.bot', ['contacts'], 'contacts that the bot took up, at their price', botCost),
  money('cost.lost', ['contacts', 'waits'], 'customers lost, at their price', lostCost),
  money(
    'costPerContact',
    ['contacts', 'waits', 'wages'],
    'cost of agents and bot',
    (prices, facts) => facts.wages! + botCost(prices, facts),
    ['answered and contained', ({ contacts: s }) => s![count.ANSWERED]! + s![count.CONTAINED]!],
  ),
]
