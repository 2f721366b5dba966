/**
 * The shape of a scenario as a zod schema: the twin of scenario-spec.ts for what was read from a file.
 * Ranges and unknown keys are told here; whether names exist and times fit together, in scenario-checks.ts.
 * Descriptions end up in the JSON Schema that editors show on hover. Internal: zod stays out of public signatures.
 * **cost** built once when the module loads.
 */
import { z } from 'zod'
import { policySpecSchema } from '../engine/policy-schema.js'
import {
  choice,
  definedName,
  flag,
  list,
  reference,
  strict,
  table,
  whole,
  word,
} from '../engine/schema-faults.js'
import { LONGEST_TIME_MS, timeForms, timePattern } from './duration.js'

const msError = 'must be a number of milliseconds, at least 0 and at most 69 years'
const timeError = `a time (${timeForms})`
const ms = z.number({ error: msError }).min(0, { error: msError }).max(LONGEST_TIME_MS, { error: msError })

const timeText = `must be ${timeError}`
const time = z
  .union([ms, z.string({ error: timeText }).regex(timePattern, { error: timeText })])
  .meta({ id: 'time' })

function positive(most: number) {
  const error = `must be a number above 0, at most ${most}`
  return z.number({ error }).positive({ error }).max(most, { error })
}

function atLeastZero(most: number) {
  const error = `must be a number from 0 to ${most}`
  return z.number({ error }).min(0, { error }).max(most, { error })
}

function real() {
  return z.number({ error: 'must be a number' })
}

const path = z.string({ error: 'must be the name of a file' }).min(1, { error: 'must be the name of a file' })
const levels = table(reference(), whole(1, 100))
const weight = atLeastZero(1e9)
const share = atLeastZero(1)
const rate = atLeastZero(1e9)

const law = z
  .discriminatedUnion(
    'law',
    [
      strict({ law: word('exponential'), mean: time }),
      strict({ law: word('deterministic'), value: time }),
      strict({
        law: word('lognormal'),
        mean: time.optional(),
        cv: positive(1000).describe('Standard deviation / mean.').optional(),
        mu: real().describe('Mean of the natural logarithm of the time in seconds.').optional(),
        sigma: positive(100).describe('Standard deviation of the natural logarithm of the time.').optional(),
      }),
      strict({ law: word('uniform'), from: time, to: time }),
      strict({ law: word('erlang'), k: whole(1, 100), mean: time }),
      strict({ law: word('hyperexponential'), branches: list(strict({ weight, mean: time })) }),
      strict({ law: word('weibull'), scale: time, shape: positive(1000) }),
      strict({
        law: word('quantiles'),
        points: list(
          z.tuple([share, time], { error: 'must be a pair of share and time, as in [0.5, 2min]' }),
        ),
      }),
    ],
    {
      error: ({ code }) =>
        code === 'invalid_union'
          ? 'must be exponential, deterministic, lognormal, uniform, erlang, hyperexponential, weibull or quantiles'
          : 'must be an object with a law',
    },
  )
  .meta({ id: 'law' })

// Unions are kept flat, so that a fault in one branch is told as that branch tells it.
const timeOrNever = z
  .string({ error: `must be ${timeError}` })
  .regex(new RegExp(`${timePattern.source}|^never$`), { error: `must be never, or ${timeError}` })
const ofTime = 'A time for all (`3min`), `never`, or a law such as { law: exponential, mean: 3min }.'
const distribution = z.union([ms, timeOrNever, law]).describe(ofTime).meta({ id: 'distribution' })

const names = z.union([reference(), list(reference())])
const rule = strict({
  issue: names.optional(),
  channel: names.optional(),
  tier: names.optional(),
  agentLevel: levels.describe('The agent has all of these skills at these levels or above.').optional(),
  time: distribution,
}).meta({ id: 'timeRule' })

const times = z.union([ms, timeOrNever, law, list(rule)]).meta({ id: 'times' })
const patience = times.describe('How long a customer waits before hanging up. Default never.').optional()
const service = times.describe('How long a conversation takes.').optional()
const wrapUp = times.describe("Notes after a conversation. Default: the policy's.").optional()
const firstReply = times
  .describe("From the assignment to the agent's first message, where a reply counts. Default 0.")
  .optional()
const mix = z.union([reference(), table(reference(), weight)])

const serviceLevel = strict({
  within: time.describe('Answered within this time counts as in time. Default 20s.').optional(),
  shortAbandon: time
    .describe(
      'Hang-ups after less than this are left out of serviceLevel.excludingShortAbandons. Default 5s.',
    )
    .optional(),
}).optional()

const arrivals = strict({
  perHour: rate.describe('Mean number of contacts an hour, all the time.').optional(),
  perInterval: list(rate).describe('Mean number of contacts in each interval of the scenario.').optional(),
  blocks: list(strict({ from: time, to: time, perHour: rate }))
    .describe('Mean number of contacts an hour, from one time to another.')
    .optional(),
}).describe('Exactly one of perHour, perInterval and blocks.')

const demand = strict({
  arrivals,
  channel: mix
    .describe('One channel, or channels with weights. Default: the only one of the queue.')
    .optional(),
  tier: mix.describe("One tier, or tiers with weights. Default: the policy's.").optional(),
  issue: mix.describe('One issue, or issues with weights. Default: none.').optional(),
  region: mix.describe('One region, or regions with weights. Default: none.').optional(),
  emotion: z
    .union([
      whole(0, 100),
      table(z.string().regex(/^(\d|[1-9]\d|100)$/, { error: 'must be a score, 0 to 100' }), weight),
    ])
    .describe('One score 0..100, or scores with weights. Default 0.')
    .optional(),
  patience,
  service,
  wrapUp,
  firstReply,
  serviceLevel,
})

const agentGroup = strict({
  name: definedName().describe('Id of the agent, or of the group: name-1, name-2 ...'),
  count: whole(1, 100_000).describe('Agents alike. Default: one, whose id is the name.').optional(),
  skills: levels.describe('Skill to level, 1..100.').optional(),
  queues: list(reference()).describe('Queues served. Default: all.').optional(),
  channels: list(reference()).describe('Channels served. Default: all.').optional(),
  region: reference().optional(),
  pool: reference().describe("The policy's pool, for keepFree.").optional(),
  capacityUnits: whole(1, 1000).describe("Default: the policy's.").optional(),
  shifts: list(strict({ from: time, to: time }))
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
  ).optional(),
})

const bot = strict({
  on: flag(),
  containment: z
    .union([share, table(reference(), share)])
    .describe('Share of contacts that it solves, 0..1, for all or by issue.'),
  delay: distribution.describe('How long it takes. Default 3s.').optional(),
  starts: choice(['arrival', 'alert'])
    .describe('When a contact begins to wait, or when the policy says startBot. Default arrival.')
    .optional(),
})

const column = z.string({ error: 'must be the name of a column' })
const meanings = table(z.string(), reference()).optional()

const trace = strict({
  file: path.describe('Default: the file named on the command line.').optional(),
  unit: choice(['ms', 's', 'min']).describe('Unit of plain numbers in time columns. Default s.').optional(),
  columns: strict({
    date: column.describe('2026-11-30. Without it all contacts are of one day.').optional(),
    time: column.describe('Since midnight: a number or hh:mm:ss.'),
    queue: column.optional(),
    channel: column.optional(),
    tier: column.optional(),
    issue: column.optional(),
    region: column.optional(),
    emotion: column.optional(),
    outcome: column.describe('answered, abandoned or ignored, or what `values` maps to these.').optional(),
    wait: column.optional(),
    service: column.optional(),
    agent: column.optional(),
  }).describe('Which column says what.'),
  values: strict({
    queue: meanings,
    channel: meanings,
    tier: meanings,
    issue: meanings,
    region: meanings,
    outcome: table(z.string(), choice(['answered', 'abandoned', 'ignored'])).optional(),
  })
    .describe('What stands in the file to what it means here. What is not listed means itself.')
    .optional(),
  sessions: strict({
    file: path.optional(),
    columns: strict({ date: column.optional(), agent: column, from: column, to: column }),
    queues: choice(['served', 'all'])
      .describe('Queues of an agent: those in which it served somebody in the trace, or all. Default served.')
      .optional(),
    skills: levels.describe('Skills of every recorded agent.').optional(),
  })
    .describe('The stretches in which the recorded agents worked.')
    .optional(),
})

function scenarioShape<Policy extends z.ZodType>(policy: Policy) {
  return strict({
    name: z.string({ error: 'must be text' }),
    extends: path
      .describe(
        'A scenario that this one builds on. Maps merge, lists and single values replace, null removes, agents merge by name.',
      )
      .optional(),
    seed: whole(0, 2 ** 32 - 1)
      .describe('Default 1.')
      .optional(),
    replications: whole(1, 1_000_000).describe('Runs with different customers. Default 1.').optional(),
    from: time.describe('When the simulated time starts. Default 00:00.').optional(),
    until: time.describe('When nobody calls any more; whoever waits then is still served.').optional(),
    interval: time.describe('Length of the intervals of the report. Default: none.').optional(),
    intervalOfDay: flag().describe('True: the intervals of all days are added up. Default false.').optional(),
    warmUp: time.describe('What happens before this much is over is not measured. Default 0.').optional(),
    lines: whole(1, 10_000_000)
      .describe('Contacts that can wait or talk at a time; others are refused. Default: no limit.')
      .optional(),
    scale: atLeastZero(1e6).describe('All arrival rates are multiplied by this. Default 1.').optional(),
    policy: policy.optional(),
    policyFile: path.describe('A file with the policy, relative to the scenario.').optional(),
    demand: table(reference(), demand).describe('Who calls, by queue.').optional(),
    trace: trace.describe('Recorded contacts instead.').optional(),
    patience,
    service,
    wrapUp,
    firstReply,
    serviceLevel,
    agents: list(agentGroup).optional(),
    bot: bot.describe('A bot that solves some of the waiting contacts by itself.').optional(),
    offers: strict({
      acceptAfter: distribution,
      returnAfter: time
        .describe('An agent who did not answer in time is available again after this. Default 60s.')
        .optional(),
    })
      .describe('Agents are asked, and accept after a time. Default: contacts are assigned without asking.')
      .optional(),
  }).describe('A staffing scenario of skillroute.')
}

/** Checks everything but the policy, which the engine's own checks look at. */
export const scenarioSpecSchema = scenarioShape(z.unknown())

/** The schema for editors: JSON Schema draft 07 as plain data, the policy included. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioShape(policySpecSchema), { target: 'draft-07', io: 'input' })
}
