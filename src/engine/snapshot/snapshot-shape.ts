/**
 * Whether what was read from a file has the fields of a snapshot: a file cut off or edited by hand is refused at once, with
 * the place of the first fault, and not found out by a wrong assignment later. Fields may be more than these, never fewer.
 * Cost: O(rows), allocates only for an error. What fields mean to each other is left to the readers.
 */
import { assert } from '../../base/assert.js'
import { shown } from '../commands/guards.js'
import { isNormalPolicy } from '../policy/normal-policy.js'

type Kind = 'number' | 'string' | 'boolean' | 'object'
type Fields = Readonly<Record<string, Kind>>

const HEAD: Fields = {
  offers: 'boolean',
  explains: 'boolean',
  nowMs: 'number',
  cause: 'number',
  seq: 'number',
  arrivals: 'number',
  signIns: 'number',
  contactSlots: 'object',
  agentSlots: 'object',
}

/** Lists of rows, and what each row must have. */
const ROWS: Readonly<Record<string, Fields>> = {
  agents: {
    ...numbers('slot presence emotionalLoad hardInARow handled'),
    ...numbers('idleSinceMs awaySinceMs lastTakenAtMs signIn'),
    id: 'string',
    reason: 'string',
    leaving: 'boolean',
    info: 'object',
  },
  contacts: {
    ...numbers('slot state stateAtMs isDone resumesIn queue channel issue region tier emotion emotionClass'),
    ...numbers('wasHard loadAdded step queuedFrom agent holder headStartMs boostMs sequence virtualAtMs'),
    ...numbers('sinceAtMs arrivedAtMs episodeAtMs'),
    id: 'string',
  },
  clocks: numbers('kind owner stage'),
  breaks: { ...numbers('agent lengthMs'), reason: 'string', state: 'string' },
  calendars: { name: 'string', data: 'object' },
}

function numbers(names: string): Fields {
  return Object.fromEntries(names.split(' ').map((name) => [name, 'number']))
}

/** Throws InvariantError at the first field that is missing or of another kind; numbers are whole. */
export function assertSnapshotShape(snapshot: Readonly<Record<string, unknown>>): void {
  assertFields('', snapshot, HEAD)
  assert(isNormalPolicy(snapshot['policy']), 'snapshot: policy is not one that an engine has had')
  for (const [list, fields] of Object.entries(ROWS)) {
    const rows = snapshot[list] as readonly unknown[]
    for (let i = 0; i < rows.length; i++) assertFields(`${list}[${i}]`, rows[i], fields)
  }
}

function assertFields(place: string, row: unknown, fields: Fields): void {
  if (typeof row !== 'object' || row === null) {
    return assert(false, `snapshot: ${place} is ${shown(row)}, not an object`)
  }
  for (const name in fields) {
    const value = (row as Readonly<Record<string, unknown>>)[name]
    const kind = fields[name]!
    const isRight = kind === 'number' ? Number.isSafeInteger(value) : typeof value === kind && value !== null
    if (isRight) continue
    const at = place === '' ? name : `${place}.${name}`
    assert(
      false,
      `snapshot: ${at} is ${shown(value)}, not ${kind === 'number' ? 'a whole number' : `of type ${kind}`}`,
    )
  }
}
