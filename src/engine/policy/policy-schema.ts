/**
 * The shape of a policy as a zod schema: the twin of policy-spec.ts for what was read from a file.
 * Ranges and unknown keys are told here; whether names exist and fit together, in policy-checks.ts.
 * Descriptions end up in the JSON Schema that editors show on hover. Internal: zod stays out of public signatures.
 * **cost** built once when the module loads.
 */
import * as z from 'zod'
import { editorSchema } from './editor-schema.js'
import {
  choice,
  definedName,
  flag,
  list,
  milliseconds,
  reference,
  strict,
  table,
  whole,
  word,
} from './schema-faults.js'
import type { CalendarSpec } from '../../sla/calendar-compile.js'
import { AGENT_TERMS } from '../../routing/rank.js'
import { MOST_HEAD_START_MS } from './policy-head-start.js'
import { presetsSchema, promisesSchema, queuePromisesSchema } from './promise-schema.js'

const headStartMs = whole(0, MOST_HEAD_START_MS).describe(
  'Milliseconds of waiting that the contact is treated as if it had already waited. Default 0.',
)
const level = whole(1, 100).describe('Level, 1..100.')
const levels = table(reference(), level)

const needShape = {
  requires: levels.describe('Skill to least level, 1..100. The agent must have all of these.').optional(),
  requiresAny: list(
    levels.refine((entry) => Object.keys(entry).length > 0, { error: 'must name at least one skill' }),
  )
    .describe('For each entry, the agent must have at least one of its skills at its level.')
    .optional(),
  prefers: levels
    .describe('Skill to level. Agents who have these rank first by the agent term `preferredSkills`.')
    .optional(),
}

const workOrder = list(choice(['fit', 'queueLength', 'standing']))
const agentOrder = list(choice(AGENT_TERMS))
const wrapUpMs = milliseconds(0)
const expected = strict({
  talkMs: milliseconds(1).describe('Talk time of a contact. Default 240,000 (4 min).').optional(),
})

const channel = strict({
  units: whole(1, 1000).describe('Capacity units that one contact takes, 1..1000. Default 1.').optional(),
  exclusive: flag()
    .describe('True: the agent does nothing else meanwhile, as on a phone call. Default false.')
    .optional(),
  firstReply: choice(['accept', 'reply'])
    .describe('What counts as the first reply. Default: accept for exclusive channels, else reply.')
    .optional(),
})

const relax = strict({
  afterMs: milliseconds(0).describe('Since the start of the present wait; ascending from step to step.'),
  drop: list(reference()).describe('Skills that are no longer required.').optional(),
  lower: levels.describe('Skill to its new, lower level.').optional(),
  regionWithin: z
    .union([whole(0, 1000), word('any')])
    .describe('Agents up to this distance may now serve (see regionDistance); `any` lifts the limit.')
    .optional(),
})

const intervals = { type: 'array', items: { type: 'string', pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$' } }
/** What editors see; the calendar itself is checked by the compiler of calendars, which knows zones and dates. */
const calendar = z.unknown().meta({
  type: 'object',
  properties: {
    zone: { type: 'string', description: 'An IANA time zone, e.g. Europe/Berlin.' },
    weekly: {
      type: 'object',
      additionalProperties: intervals,
      description: 'Days or spans of days (mon, mon-fri, sat-sun) to hours: ["09:00-12:30", "13:30-24:00"].',
    },
    exceptions: {
      type: 'object',
      additionalProperties: intervals,
      description: 'Dates (2026-12-25) to the hours that replace the weekly ones; [] is closed.',
    },
  },
  required: ['zone', 'weekly'],
  additionalProperties: false,
}) as unknown as z.ZodType<CalendarSpec, CalendarSpec>

const followUp = z.union([
  word('off'),
  strict({
    afterMs: milliseconds(1)
      .describe('From the end of the conversation to the start of the window. Default 86,400,000 (24 h).')
      .optional(),
    withinMs: milliseconds(1)
      .describe('Length of the window: after it, the call is overdue. Default 86,400,000 (24 h).')
      .optional(),
    channel: reference().describe('One that the queue takes. Default: that of the conversation.').optional(),
  }),
])

const queue = strict({
  ...needShape,
  band: whole(0, 100)
    .describe('Strict precedence: a higher band goes before every lower one. 0..100. Default 0.')
    .optional(),
  headStartMs: headStartMs.optional(),
  channels: list(reference()).describe('Channels whose contacts may enter. Default: all.').optional(),
  maxWaiting: whole(1, 2 ** 31 - 1)
    .describe('Contacts that may wait at the same time; one more is refused. Default: no limit.')
    .optional(),
  region: choice(['hard', 'soft', 'any'])
    .describe(
      "Agents of the contact's own region: needed (hard), ranked (soft) or ignored (any). Default soft.",
    )
    .optional(),
  relax: list(relax).describe('What the queue gives up on, step by step, while a contact waits.').optional(),
  hours: reference().describe('The calendar by which the queue is open. Default: always open.').optional(),
  closed: choice(['refuse', 'hold', 'offerCallback'])
    .describe(
      'When closed: newcomers are turned away, or everybody waits, and is offered a call back. Default hold.',
    )
    .optional(),
  promises: queuePromisesSchema
    .describe('What this queue promises: each clock is a rule that names the queue.')
    .optional(),
  agentOrder: agentOrder.describe("Overrides the policy's agentOrder.").optional(),
  pullOnly: flag()
    .describe('True: contacts are never pushed to agents, agents pull them. Default false.')
    .optional(),
  keepFree: table(reference(), whole(0, 1_000_000))
    .describe('Pool to a number: an agent of the pool is taken only while more than so many of it are free.')
    .optional(),
  wrapUpMs: wrapUpMs.describe("Time for notes after a conversation. Default: the policy's.").optional(),
  followUp: followUp
    .describe("The customer is called once more after the conversation. Default: the policy's.")
    .optional(),
  expected: expected
    .describe("What estimates of waits start from until enough has been seen. Default: the policy's.")
    .optional(),
})

const emotionClass = strict({
  ...needShape,
  load: whole(0, 100)
    .describe('Emotional load that such a contact adds to its agent, 0..100. Default: angry 1, else 0.')
    .optional(),
})
const score = whole(1, 100)

const emotion = strict({
  headStartMs: whole(0, MOST_HEAD_START_MS)
    .describe('Head start at score 100; a score of s gets s percent of it. Default 60,000.')
    .optional(),
  anxiousFrom: score.describe('Score from which a contact is anxious, 1..100. Default 40.').optional(),
  angryFrom: score.describe('Score from which a contact is angry, above anxiousFrom. Default 70.').optional(),
  hysteresis: whole(0, 99)
    .describe('A class is left only when the score falls this far below its threshold. Default 10.')
    .optional(),
  recoverMs: milliseconds(1)
    .describe("One unit of an agent's emotional load is gone after this long. Default 1,200,000 (20 min).")
    .optional(),
  calm: emotionClass.describe('What calm contacts need and add.').optional(),
  anxious: emotionClass.describe('What anxious contacts need and add.').optional(),
  angry: emotionClass.describe('What angry contacts need and add.').optional(),
})

const emotionClasses = list(choice(['calm', 'anxious', 'angry']))
const agents = whole(0, 1_000_000)

const care = strict({
  hardEmotions: emotionClasses
    .describe('Contacts of these emotion classes are hard on the agent. Default [angry].')
    .optional(),
  hardIssues: list(reference())
    .describe('Contacts of these issues are hard on the agent, whatever the emotion. Default none.')
    .optional(),
  maxHardInARow: whole(1, 1000)
    .describe(
      'After so many hard contacts in a row, no other until an easy one or a rest. Default: no limit.',
    )
    .optional(),
  restMs: milliseconds(1)
    .describe('The rest, from the end of the last hard contact. Default 1,200,000 (20 min).')
    .optional(),
  coolDownMs: milliseconds(0)
    .describe('After each hard contact the agent cools down for so long. Default 0.')
    .optional(),
  coolDownFrom: choice(['all', 'hard'])
    .describe('What is kept from an agent who cools down: every contact (all), or hard ones. Default all.')
    .optional(),
  breakMs: milliseconds(1)
    .describe('Length of a break whose request states none. Default 600,000 (10 min).')
    .optional(),
  cover: strict({
    pools: table(reference(), agents).describe('Pool to available agents.').optional(),
    queues: table(reference(), agents)
      .describe('Queue to available agents who serve it and have what it requires.')
      .optional(),
    skills: table(reference(), agents).describe('Skill to available agents who have it.').optional(),
  })
    .describe('A break is granted only while it leaves at least so many agents available.')
    .optional(),
})

const tier = strict({
  headStartMs: headStartMs.optional(),
  ageingPercent: whole(0, 1000)
    .describe('How fast standing grows while waiting, in percent, 0..1000. Default 100.')
    .optional(),
})

const offer = strict({
  ringMs: milliseconds(1)
    .describe('How long an agent is offered a contact before the offer expires. Default 20,000.')
    .optional(),
  retryAfterMs: milliseconds(0)
    .describe('How long an agent who declined is spared that contact. Default 60,000.')
    .optional(),
  noAnswerReason: z
    .string({ error: 'must be text' })
    .describe('Away reason of an agent who did not answer. Default `ring no answer`.')
    .optional(),
})

const hold = strict({
  dedicatedMs: milliseconds(0)
    .describe('How long a contact waits for its busy dedicated agent alone. Default 120,000; 0: not at all.')
    .optional(),
  lastMs: milliseconds(0)
    .describe('The same for the agent who served the customer last. Default 20,000; 0: not at all.')
    .optional(),
})

const callback = strict({
  attempts: whole(1, 100)
    .describe('Calls to a customer who is not reached before it is escalated, 1..100. Default 3.')
    .optional(),
  retryAfterMs: milliseconds(1)
    .describe('Time from one such call to the next. Default 900,000 (15 min).')
    .optional(),
})

const matching = z.discriminatedUnion(
  'mode',
  [
    strict({ mode: word('immediate') }),
    strict({
      mode: word('batch'),
      windowMs: milliseconds(1).describe('Length of a window, at whose end the best set of pairs is taken.'),
    }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union' ? 'must be "immediate" or "batch"' : 'must be an object with a mode',
  },
)

/** The schema of a whole policy, to be parsed here or as a part of a larger document. */
export const policySpecSchema = strict({
  version: whole(0, 2 ** 31 - 1)
    .describe('A whole number that every event carries. Default 1.')
    .optional(),
  channels: table(definedName(), channel).describe('The channels, by name: phone, chat, email ...'),
  skills: list(definedName())
    .describe('The names of all skills; languages are skills. Default: none.')
    .optional(),
  queues: table(definedName(), queue).describe('The queues, by name.'),
  tiers: table(definedName(), tier)
    .describe('Customer tiers. Default: core (120 s, 150 %), potential (30 s, 110 %), regular (0 s, 100 %).')
    .optional(),
  issues: table(definedName(), strict({ ...needShape, headStartMs: headStartMs.optional() }))
    .describe(
      'Issue types. Default: complaint 90 s, consultation 60 s, repair 30 s, installation and return 0 s of head start.',
    )
    .optional(),
  regions: list(definedName()).describe('The names of all regions.').optional(),
  regionDistance: table(reference(), table(reference(), whole(0, 1000)))
    .describe(
      'Region to region to distance, 0..1000; stated once per pair. Default 0 within a region, else 1.',
    )
    .optional(),
  pools: list(definedName()).describe('The names of sets of agents that keepFree speaks of.').optional(),
  emotion: emotion
    .describe('Emotion scores: head start, classes, and the load they put on agents.')
    .optional(),
  care: care
    .describe('How agents are spared: hard contacts in a row, cooling down, breaks on request.')
    .optional(),
  defaultTier: reference()
    .describe('Tier of a contact that names none. Default: the last one defined.')
    .optional(),
  ageingCapMs: z
    .union([milliseconds(0), word('none')])
    .describe(
      "From this age on everybody's standing grows at 100 %; `none`: never. Default 900,000 (15 min).",
    )
    .optional(),
  boostMs: whole(0, MOST_HEAD_START_MS)
    .describe(
      'Head start added once when a stage with the action `boost` fires. Default: the emotion head start.',
    )
    .optional(),
  workOrder: workOrder
    .describe('Which contact first, after the band; ends in `standing`. Default [standing].')
    .optional(),
  agentOrder: agentOrder
    .describe('Which agent first. Default [preferred, region, preferredSkills, load, longestIdle].')
    .optional(),
  calendars: table(definedName(), calendar)
    .describe('Opening hours by name: queues open by them, and clocks run on them.')
    .optional(),
  calendarNoticeMs: milliseconds(0)
    .describe(
      'How long before the hours of a calendar are known no further the host is told. Default 30 days.',
    )
    .optional(),
  presets: presetsSchema
    .describe('Promises by name; what `promises` states counts before them, clock by clock.')
    .optional(),
  promises: promisesSchema.describe('Clocks and what happens at their stages, for every queue.').optional(),
  offer: offer.describe('Offers to agents.').optional(),
  callback: callback.describe('Calling customers back.').optional(),
  hold: hold.describe('Waiting for a preferred agent.').optional(),
  followUp: followUp
    .describe('Customers are called once more after their conversation. Default off.')
    .optional(),
  wrapUpMs: wrapUpMs.describe('Time for notes after a conversation. Default 0.').optional(),
  expected: expected.describe('What estimates of waits start from until enough has been seen.').optional(),
  capacityUnits: whole(1, 1000)
    .describe('Capacity of an agent who states none, 1..1000. Default: the largest units of any channel.')
    .optional(),
  matching: matching
    .describe('One by one at once (immediate), or the best set of pairs at the end of each window (batch).')
    .optional(),
  commandMemory: whole(0, 1_000_000)
    .describe('How many command ids are remembered, to refuse duplicates. Default 1,000.')
    .optional(),
  fallback: table(definedName(), reference())
    .describe('Queues that an earlier policy had, each to the queue that takes its contacts.')
    .optional(),
}).describe('A routing policy of skillroute.')

/** The schema for editors: JSON Schema draft 07 as plain data. */
export function policyJsonSchema(): object {
  return editorSchema(z.toJSONSchema(policySpecSchema, { target: 'draft-07', io: 'input' }))
}
