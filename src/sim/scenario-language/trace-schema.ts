/**
 * Recorded contacts as input, as a zod schema: the twin of trace-spec.ts. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { choice, reference, strict, table } from '../../engine/policy/schema-faults.js'
import { levels, path } from './quantity-schema.js'

const column = z.string({ error: 'must be the name of a column' })
const meanings = table(z.string(), reference())

export const trace = strict({
  file: path.describe('Default: the file named on the command line.').optional(),
  unit: choice(['ms', 's', 'min']).describe('Unit of plain numbers in time columns. Default s.').optional(),
  columns: strict({
    date: column.describe('2026-11-30. Without it all contacts are of one day.').optional(),
    time: column.describe('Since midnight: a number or hh:mm:ss.'),
    queue: column.describe('Queue, as `values.queue` maps it. Default: the only one.').optional(),
    channel: column.describe('Channel, as `values.channel` maps it. Default: the only one.').optional(),
    tier: column.describe("Customer tier, as `values.tier` maps it. Default: the policy's.").optional(),
    issue: column.describe('Issue, as `values.issue` maps it. Default: none.').optional(),
    region: column.describe('Region, as `values.region` maps it. Default: none.').optional(),
    emotion: column.describe('Emotion score 0..100. Default 0.').optional(),
    outcome: column.describe('answered, abandoned or ignored, or what `values` maps to these.').optional(),
    wait: column.describe('Recorded wait, in `unit` or hh:mm:ss.').optional(),
    service: column.describe('Recorded service time, in `unit` or hh:mm:ss.').optional(),
    agent: column.describe('Who answered.').optional(),
  }).describe('Which column says what.'),
  values: strict({
    queue: meanings.describe('What stands in the file to a queue of the policy.').optional(),
    channel: meanings.describe('What stands in the file to a channel of the policy.').optional(),
    tier: meanings.describe('What stands in the file to a tier of the policy.').optional(),
    issue: meanings.describe('What stands in the file to a issue of the policy.').optional(),
    region: meanings.describe('What stands in the file to a region of the policy.').optional(),
    outcome: table(z.string(), choice(['answered', 'abandoned', 'ignored']))
      .describe('What stands in the file to answered, abandoned or ignored.')
      .optional(),
  })
    .describe('What stands in the file to what it means here. What is not listed means itself.')
    .optional(),
  sessions: strict({
    file: path.describe('A CSV file. Default: the one named on the command line.').optional(),
    columns: strict({
      date: column.describe('2026-11-30. Without it all rows are of one day.').optional(),
      agent: column.describe('Who worked.'),
      from: column.describe('Since midnight: a number in `unit`, or hh:mm:ss.'),
      to: column.describe('Since midnight; before `from`: on the next day.'),
    }).describe('Which column says what.'),
    queues: choice(['served', 'all'])
      .describe('Queues of an agent: those in which it served somebody in the trace, or all. Default served.')
      .optional(),
    skills: levels.describe('Skills of every recorded agent.').optional(),
  })
    .describe('The stretches in which the recorded agents worked.')
    .optional(),
})
