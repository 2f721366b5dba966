/**
 * Recorded contacts as input, as a zod schema: the twin of trace-spec.ts. **cost** built once when the module loads.
 */
import { z } from 'zod'
import { choice, reference, strict, table } from '../../engine/policy/schema-faults.js'
import { levels, path } from './quantity-schema.js'

const column = z.string({ error: 'must be the name of a column' })
const meanings = table(z.string(), reference()).optional()

export const trace = strict({
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
