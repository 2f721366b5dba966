/**
 * The shape of a scenario as a zod schema: the twin of scenario-spec.ts for what was read from a file.
 * Ranges and unknown keys are told here; whether names exist and times fit together, in scenario-checks.ts.
 * Descriptions end up in the JSON Schema that editors show on hover. Internal: zod stays out of public signatures.
 * **cost** built once when the module loads.
 */
import * as z from 'zod'
import { type Schema, editorSchema } from '../../engine/policy/editor-schema.js'
import { policySpecSchema } from '../../engine/policy/policy-schema.js'
import { flag, list, reference, strict, table, whole } from '../../engine/policy/schema-faults.js'
import { behaviour } from './behaviour-schema.js'
import { calls } from './call-schema.js'
import { demand, serviceLevel } from './demand-schema.js'
import { atLeastZero, path, ratio, time } from './quantity-schema.js'
import { rfm } from './rfm-schema.js'
import { absence, agentGroup, bot, costs, outages, strain } from './staff-schema.js'
import { distribution, firstReply, patience, service, wrapUp } from './times-schema.js'
import { trace } from './trace-schema.js'
import { withVariants } from './variant-schema.js'
import { busyness, calendar, surges } from './volume-schema.js'

function scenarioShape<Policy extends z.ZodType>(policy: Policy) {
  return strict({
    name: z.string({ error: 'must be text' }).describe('What the scenario is called in reports.'),
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
    intervalOfDay: flag()
      .describe('True: the intervals of all days are added up. Default: when there are several days.')
      .optional(),
    warmUp: time.describe('What happens before this much is over is not measured. Default 0.').optional(),
    thresholds: list(z.string({ error: 'must be text' }))
      .describe(
        "What must hold, as in 'serviceLevel.withAbandons >= 80%' or 'queue repair: wait.p95 < 3min'.",
      )
      .optional(),
    lines: whole(1, 10_000_000)
      .describe('Contacts that can wait or talk at a time; others are refused. Default: no limit.')
      .optional(),
    ...calendar,
    busyness,
    surges,
    scale: atLeastZero(1e6).describe('All arrival rates are multiplied by this. Default 1.').optional(),
    policy: policy.optional(),
    policyFile: path.describe('A file with the policy, relative to the scenario.').optional(),
    demand: table(reference(), demand).describe('Who calls, by queue.').optional(),
    rfm,
    trace: trace.describe('Recorded contacts instead.').optional(),
    patience,
    service,
    wrapUp,
    firstReply,
    ...behaviour,
    ...calls,
    serviceLevel,
    agents: list(agentGroup).describe('Who works: single agents, or groups of agents alike.').optional(),
    absence,
    strain,
    outages,
    costs,
    slowdown: table(
      z
        .string()
        .regex(/^([2-9]|[1-9]\d{1,2}|1000)$/, { error: 'must be a number of conversations, 2 to 1000' }),
      ratio(0.01, 100),
      '{ 2: 1.2, 3: 1.6 }, from conversations at once to how many times as long they take',
    )
      .describe(
        'How many times as long a conversation takes while its agent has so many at once, from this number on.',
      )
      .optional(),
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

/** JSON Schema draft 07 of a scenario that states everything itself, the policy included. */
export function wholeJsonSchema(): Schema {
  return editorSchema(z.toJSONSchema(scenarioShape(policySpecSchema), { target: 'draft-07', io: 'input' }))
}

/** The schema for editors, of scenarios that build on others too, as plain data. */
export function scenarioJsonSchema(): object {
  return withVariants(wholeJsonSchema(), ['agents'])
}
