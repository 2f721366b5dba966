/**
 * Centres drawn at random, each with what its Markov chain says of it. Another seed draws others: nobody has picked them.
 * Centres whose chain is too large are passed over.
 */
import type { Model } from '../models.js'
import { THEMES, drawnCentre } from './centre-draws.js'
import { dayScenario, dayTruths } from './centre-day.js'
import { centreTruths } from './centre-law.js'
import { scenarioOf } from './centre-scenario.js'
import { drawnDay } from './day-draws.js'

/** Contacts of one replication. */
const CONTACTS = 14_000
/** Values of fewer of the contacts than this take too long to become sharp. */
const SHARE = 0.1
/** The same of a day, in contacts of each replication. */
const DAILY = 5
const DAYS = 8_000
/** The threshold of the service levels. */
const WITHIN = 0.2

/** So many models, the themes by turns. They cost a second or two each. */
export function* randomModels(seed: number, count: number): Generator<Model> {
  for (let found = 0, drawn = 0; found < count; drawn++) {
    const theme = THEMES[found % THEMES.length]!
    const centre = drawnCentre(seed * 1_000 + drawn, theme)
    const truths = centreTruths(centre, WITHIN)
    if (truths === null) continue
    found++
    const contacts = centre.queues.reduce((sum, { rate }) => sum + rate, 0)
    yield {
      name: `random ${drawn}, ${theme}`,
      scenario: scenarioOf(centre, WITHIN),
      truths: truths.filter(({ flow }) => flow >= SHARE * contacts),
      units: CONTACTS / contacts,
    }
  }
}

/** So many days of such centres, from an empty start until everybody has gone. */
export function* randomDays(seed: number, count: number): Generator<Model> {
  for (let found = 0, drawn = 0; found < count; drawn++) {
    const day = drawnDay(seed * 1_000 + drawn)
    const truths = dayTruths(day)?.filter(({ flow }) => flow >= DAILY) ?? []
    if (truths.length === 0) continue
    found++
    yield {
      name: `random day ${drawn}`,
      scenario: dayScenario(day, WITHIN),
      truths,
      units: Infinity,
      replications: DAYS,
    }
  }
}
