/**
 * Who works, as a zod schema: the twin of staff-spec.ts. **cost** built once when the module loads.
 */
import * as z from 'zod'
import {
  choice,
  definedName,
  flag,
  list,
  reference,
  strict,
  table,
  whole,
} from '../../engine/policy/schema-faults.js'
import { atLeastZero, levels, positive, ratio, share, time } from './quantity-schema.js'
import { distribution } from './times-schema.js'
import { weekday } from './volume-schema.js'

export const absence = strict({
  shrinkage: ratio(0, 0.99).describe('Share of the time at work spent otherwise. Default 0.').optional(),
  length: time.describe('How long such an absence lasts on average. Default 15min.').optional(),
  sickLeave: share
    .describe('Probability of being ill, for each agent and shift; paid. Default 0.')
    .optional(),
  noShow: share
    .describe('Probability of not coming, for each agent and shift; not paid. Default 0.')
    .optional(),
})
  .describe('Agents who are not there although their shift says so.')
  .optional()

export const outages = list(
  strict({
    from: time,
    to: time,
    lasts: time
      .describe('How long, if it begins at any instant from `from` to `to`. Default: from one to the other.')
      .optional(),
    chance: share.describe('Probability of the outage, on each day anew. Default 1.').optional(),
    groups: list(definedName())
      .describe('Groups whose agents take nothing new. Default: all, or none where channels are named.')
      .optional(),
    channels: list(reference()).describe('Channels whose customers do not come through.').optional(),
  }),
)
  .describe('What is down for a while, on each day.')
  .optional()

export const strain = strict({
  perLoad: ratio(0, 10).describe('Share by which each unit of emotional load lengthens a conversation.'),
  most: ratio(1, 100).describe('At most so many times as long. Default 2.').optional(),
})
  .describe("How emotional load, the policy's, slows agents down. Default: it does not.")
  .optional()

export const agentGroup = strict({
  name: definedName().describe('Id of the agent, or of the group: name-1, name-2 ...'),
  count: whole(0, 100_000)
    .describe(
      'Agents alike; 0: none. Default: one, whose id is the name; with staffing, as many as it ever has at work.',
    )
    .optional(),
  skills: levels.describe('Skill to level, 1..100.').optional(),
  queues: list(reference()).describe('Queues served. Default: all.').optional(),
  channels: list(reference()).describe('Channels served. Default: all.').optional(),
  region: reference().describe("Where they are, one of the policy's regions.").optional(),
  pool: reference().describe("The policy's pool, for keepFree.").optional(),
  absence,
  learning: strict({
    first: ratio(1, 100).describe('How many times as long the first contact takes.'),
    half: positive(1e6).describe('Contacts that halve the excess.'),
  })
    .describe('How these agents get faster. Default: they have learnt.')
    .optional(),
  costPerHour: atLeastZero(1e9).describe('Default: `costs.agentHour`.').optional(),
  capacityUnits: whole(1, 1000).describe("Default: the policy's.").optional(),
  shifts: list(
    strict({
      from: time,
      to: time,
      on: list(weekday).describe('Only on these weekdays. Default: on each day.').optional(),
    }),
  )
    .describe('Default: from the start until the last contact is done.')
    .optional(),
  staffing: list(whole(0, 100_000))
    .describe('Instead of shifts: how many of them are at work in each interval of the scenario.')
    .optional(),
  breaks: list(
    strict({
      from: time,
      to: time,
      turns: whole(1, 1000).describe('Taken in so many turns, one after the other. Default 1.').optional(),
    }),
  )
    .describe('When they are away together, or in turns.')
    .optional(),
})

export const costs = strict({
  agentHour: atLeastZero(1e9).describe('An hour of an agent that is paid. Default 0.').optional(),
  overtimeFactor: ratio(0, 100)
    .describe('How many times as much an hour after the shift costs. Default 1.')
    .optional(),
  botContact: atLeastZero(1e9).describe('A contact that the bot takes up. Default 0.').optional(),
  lostCustomer: atLeastZero(1e9)
    .describe('A customer who gave up or was refused and did not call again. Default 0.')
    .optional(),
})
  .describe('Prices, in any currency.')
  .optional()

export const bot = strict({
  on: flag().describe('Whether there is one: true or false.'),
  containment: z
    .union([share, table(reference(), share)])
    .describe('Share of contacts that it solves, 0..1, for all or by issue.'),
  delay: distribution.describe('How long it takes. Default 3s.').optional(),
  handOver: strict({
    after: distribution.describe('How long it takes until the bot hands a contact over.'),
    saves: share.describe('Share of the service time that is saved then. Default 0.').optional(),
  })
    .describe('The bot takes up every contact, and hands over what it cannot solve.')
    .optional(),
  starts: choice(['arrival', 'alert'])
    .describe('When a contact begins to wait, or when the policy says startBot. Default arrival.')
    .optional(),
})
