/**
 * Laws of times and rules of them as zod schemas: the twin of times-spec.ts. Unions are kept flat, so that a fault in one
 * branch is told as that branch tells it. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { nameHint } from '../../base/fault.js'
import { list, reference, strict, whole, withHint, word } from '../../engine/policy/schema-faults.js'
import { timePattern } from './duration.js'
import {
  levels,
  ms,
  positive,
  ratio,
  real,
  share,
  time,
  timeError,
  timeFault,
  weight,
} from './quantity-schema.js'

const LAWS = [
  'exponential',
  'deterministic',
  'lognormal',
  'uniform',
  'erlang',
  'gamma',
  'hyperexponential',
  'weibull',
  'quantiles',
  'empirical',
]

/** What is said where `law` is none of them, with the one that it is like. */
function lawFault(input: unknown): string {
  const message = `must be ${LAWS.slice(0, -1).join(', ')} or ${LAWS.at(-1)}`
  const stated = (input as { readonly law?: unknown }).law
  const hint = typeof stated === 'string' ? nameHint(stated, LAWS) : ''
  return hint.startsWith('maybe') ? withHint(message, hint) : message
}

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
      strict({
        law: word('erlang'),
        k: whole(1, 100).describe('Stages of equal mean; 1: exponential.'),
        mean: time,
      }),
      strict({ law: word('gamma'), mean: time, cv: ratio(0.01, 10).describe('Standard deviation / mean.') }),
      strict({
        law: word('hyperexponential'),
        branches: list(
          strict({ weight: weight.describe('How often this mean, beside the others.'), mean: time }),
        ).describe('Exponential times of several means.'),
      }),
      strict({
        law: word('weibull'),
        scale: time,
        shape: positive(1000).describe('1: exponential; below 1 the longest last longer.'),
      }),
      strict({
        law: word('quantiles'),
        points: list(
          z.tuple([share, time], { error: 'must be a pair of share and time, as in [0.5, 2min]' }),
        ).describe(
          'Pairs of share and time, from share 0 to share 1, straight lines between: [[0, 5s], [0.5, 2min], [1, 30min]].',
        ),
      }),
      strict({ law: word('empirical'), values: list(time).describe('Measured times, each as likely.') }),
    ],
    {
      error: ({ code, input }) =>
        code === 'invalid_union' ? lawFault(input) : 'must be an object with a law',
    },
  )
  .meta({ id: 'law' })

const timeOrNever = z
  .string({ error: `must be ${timeError}` })
  .regex(new RegExp(`${timePattern.source}|^never$`), {
    error: ({ input }) => timeFault('never, or ', input),
  })
  .meta({ patternErrorMessage: `must be never, or ${timeError}` })
const ofTime = 'A time for all (`3min`), `never`, or a law such as { law: exponential, mean: 3min }.'
export const distribution = z.union([ms, timeOrNever, law]).describe(ofTime).meta({ id: 'distribution' })

const names = z.union([reference(), list(reference())])
const rule = strict({
  issue: names.describe('Only of this issue, or these.').optional(),
  channel: names.describe('Only by this channel, or these.').optional(),
  tier: names.describe('Only customers of this tier, or these.').optional(),
  agentLevel: levels.describe('The agent has all of these skills at these levels or above.').optional(),
  time: distribution,
}).meta({ id: 'timeRule' })

export const times = z.union([ms, timeOrNever, law, list(rule)]).meta({ id: 'times' })
export const patience = times
  .describe('How long a customer waits before hanging up. Default never.')
  .optional()
export const service = times.describe('How long a conversation takes.').optional()
export const wrapUp = times.describe("Notes after a conversation. Default: the policy's.").optional()
export const firstReply = times
  .describe("From the assignment to the agent's first message, where a reply counts. Default 0.")
  .optional()
