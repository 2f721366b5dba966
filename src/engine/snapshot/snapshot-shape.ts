/**
 * Whether what was read from a file has the fields of a snapshot: a file cut off or edited by hand is refused at once, with
 * the place of the first fault, and not found out by a wrong assignment later. Fields may be more than these, never fewer.
 * Cost: O(rows), allocates only for an error. What fields say of each other: snapshot-links.ts.
 */
import { assert } from '../../base/assert.js'
import { LATEST_MS } from '../../base/time-limit.js'
import { shown } from '../commands/guards.js'
import { QUEUED_FROM, SCHEDULED, WRAP_UP } from '../contacts/contacts.js'
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import { AVAILABLE, AWAY } from '../../routing/roster.js'
import { isNormalPolicy } from '../policy/normal-policy.js'

/** Whole numbers of a range, or a type. */
type Kind = readonly [least: number, most: number] | 'string' | 'boolean' | 'object'
type Fields = Readonly<Record<string, Kind>>

const HEAD: Fields = {
  offers: 'boolean',
  explains: 'boolean',
  ...whole('nowMs', 0, LATEST_MS),
  ...whole('cause seq arrivals signIns', 0),
  contactSlots: 'object',
  agentSlots: 'object',
}

/** Lists of rows, and what each row must have. */
const ROWS: Readonly<Record<string, Fields>> = {
  agents: {
    ...whole('slot emotionalLoad hardInARow handled signIn', 0),
    ...whole('presence', AVAILABLE, AWAY),
    ...whole('idleSinceMs awaySinceMs lastTakenAtMs'),
    id: 'string',
    reason: 'string',
    leaving: 'boolean',
    info: 'object',
  },
  contacts: {
    ...whole('slot channel issue region tier loadAdded step sequence', 0),
    ...whole('queue agent holder', -1),
    ...whole('state', SCHEDULED, WRAP_UP),
    ...whole('resumesIn', 0, WRAP_UP),
    ...whole('isDone wasHard', 0, 1),
    ...whole('emotion', 0, 100),
    ...whole('emotionClass', 0, EMOTION_CLASSES.length - 1),
    ...whole('queuedFrom', 0, QUEUED_FROM.length - 1),
    ...whole('headStartMs boostMs virtualAtMs'),
    ...whole('stateAtMs sinceAtMs arrivedAtMs episodeAtMs', 0, LATEST_MS),
    id: 'string',
  },
  clocks: { ...whole('owner'), ...whole('kind stage', 0) },
  breaks: { ...whole('agent', 0), ...whole('lengthMs', 1, LATEST_MS), reason: 'string', state: 'string' },
  calendars: { name: 'string', data: 'object' },
}

function whole(names: string, least = -Number.MAX_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Fields {
  return Object.fromEntries(names.split(' ').map((name) => [name, [least, most]]))
}

/** Throws InvariantError at the first field that is missing, of another kind or out of range. */
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
    if (isOf(kind, value)) continue
    const at = place === '' ? name : `${place}.${name}`
    assert(false, `snapshot: ${at} is ${shown(value)}, not ${kindText(kind)}`)
  }
}

function isOf(kind: Kind, value: unknown): boolean {
  if (typeof kind === 'string') return typeof value === kind && value !== null
  const [least, most] = kind
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
}

function kindText(kind: Kind): string {
  return typeof kind === 'string' ? `of type ${kind}` : `a whole number from ${kind[0]} to ${kind[1]}`
}
