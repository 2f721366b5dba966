/**
 * Checks of how a policy spares its agents: names are known, something is hard where hard contacts are limited, nothing
 * is stated that has no effect, and the kinds of contacts that agents are told apart by are few enough.
 * **cost** O(size of the policy); allocates. **order** as the fields are documented.
 */
import { restsFromHardOnly } from './compiled-policy.js'
import { type Path, type PolicyParts, type Report, type SoundParts, entries } from './policy-parts.js'
import type { CareSpec } from './policy-spec.js'

type CareParts = NonNullable<SoundParts<CareSpec<string, string, string, string>>>

/** Tells a fault unless the name is one of the policy's of that kind. */
export type KnownName = (kind: 'issue' | 'pool' | 'queue' | 'skill', path: Path, name: string) => void

/** The roster keeps one bit for each kind of contact that agents are free for. */
const MOST_CLASSES = 31

export function checkCare(policy: PolicyParts, report: Report, known: KnownName): void {
  const { care } = policy
  const kinds = channelKinds(policy)
  if (care) checkFields(care, report, known)
  const most = care && isTwofold(care) ? Math.floor(MOST_CLASSES / 2) : MOST_CLASSES
  if (kinds !== undefined && kinds > most) {
    const why = most === MOST_CLASSES ? '' : ' while agents may rest from hard contacts alone'
    report(
      ['channels'],
      `differ in ${kinds} ways in units and exclusive; at most ${most} are told apart${why}`,
    )
  }
}

function checkFields(care: CareParts, report: Report, known: KnownName): void {
  for (const [index, issue] of (care.hardIssues ?? []).entries()) {
    if (issue === undefined) continue
    known('issue', ['care', 'hardIssues', index], issue)
  }
  for (const field of ['hardEmotions', 'hardIssues'] as const) {
    const items: readonly (string | undefined)[] = care[field] ?? []
    for (const [index, item] of items.entries()) {
      if (item !== undefined && items.indexOf(item) < index) {
        report(['care', field, index], `"${item}" is listed twice`)
      }
    }
  }
  const nothingIsHard = care.hardEmotions?.length === 0 && (care.hardIssues ?? []).length === 0
  for (const field of ['maxHardInARow', 'coolDownMs'] as const) {
    if (nothingIsHard && (care[field] ?? 0) > 0) {
      report(['care', field], 'has no effect: no emotion and no issue is hard', 'leave hardEmotions out')
    }
  }
  if (care.restMs !== undefined && !('maxHardInARow' in care)) {
    report(['care', 'restMs'], 'has no effect without maxHardInARow')
  }
  if (care.coolDownFrom !== undefined && (!('coolDownMs' in care) || care.coolDownMs === 0)) {
    report(['care', 'coolDownFrom'], 'has no effect without coolDownMs')
  }
  for (const [name] of entries(care.cover?.pools)) known('pool', ['care', 'cover', 'pools', name], name)
  for (const [name] of entries(care.cover?.queues)) known('queue', ['care', 'cover', 'queues', name], name)
  for (const [name] of entries(care.cover?.skills)) known('skill', ['care', 'cover', 'skills', name], name)
}

function isTwofold({ maxHardInARow, coolDownFrom = 'all' }: CareParts): boolean {
  return restsFromHardOnly({ maxHardInARow: maxHardInARow ?? null, coolDownFrom })
}

/** In how many ways the channels differ in what they take of an agent; undefined when that cannot be said. */
function channelKinds({ channels }: PolicyParts): number | undefined {
  const kinds = new Set<string>()
  for (const [, channel] of entries(channels)) {
    if (channel === undefined) return undefined
    kinds.add(`${channel.units ?? 1} ${channel.exclusive ?? false}`)
  }
  return kinds.size
}
