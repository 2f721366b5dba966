/**
 * Checks of head starts: together they stay within 2^31 ms, so that standings are exact integers, and a boost weighs at
 * least as much as the worst emotion, so that emotion alone never outranks a broken promise.
 * **cost** O(size of the policy); allocates. Source: docs/rules.md, rules 14 and 15.
 */
import { defaultEmotion, defaultIssues, defaultTiers } from './policy-defaults.js'
import { type Path, type PolicyParts, type Report, entries } from './policy-parts.js'
import { anyBoosts } from './promise-checks.js'

/** The most that all head starts of one contact may add up to, in milliseconds (2^31, about 24 days). */
export const MOST_HEAD_START_MS = 2 ** 31

/** The most that may be given to a contact by hand. */
export const MOST_HEAD_START_BY_HAND_MS = 2 ** 30

interface Term {
  readonly what: string
  readonly path: Path
  readonly ms: number
}

export function checkHeadStarts(policy: PolicyParts, report: Report): void {
  const emotionMs = policy.emotion?.headStartMs ?? defaultEmotion.headStartMs
  const boostMs = policy.boostMs ?? emotionMs
  const issues = 'issues' in policy ? policy.issues : defaultIssues
  const tiers = 'tiers' in policy ? policy.tiers : defaultTiers
  const terms: Term[] = [
    largest('queue', policy.queues),
    largest('issue', issues),
    largest('tier', tiers),
    { what: 'emotion', path: ['emotion', 'headStartMs'], ms: emotionMs },
    { what: 'boost', path: ['boostMs'], ms: boostMs },
    { what: 'by hand', path: [], ms: MOST_HEAD_START_BY_HAND_MS },
  ]
  const sum = terms.reduce((total, { ms }) => total + ms, 0)
  if (sum > MOST_HEAD_START_MS) {
    const worst = terms.slice(0, -1).reduce((most, term) => (term.ms > most.ms ? term : most))
    const spelt = terms.map(({ what, ms }) => `${what} ${ms}`).join(' + ')
    report(
      worst.path,
      `the head starts of one contact can add up to ${sum} ms, over ${MOST_HEAD_START_MS}: ${spelt}`,
      `take off ${sum - MOST_HEAD_START_MS} ms`,
    )
  }
  if (policy.boostMs !== undefined && policy.boostMs < emotionMs && anyBoosts(policy)) {
    report(
      ['boostMs'],
      `is less than the head start of emotion (${emotionMs}), so that emotion alone would outrank a broken promise`,
      `at least ${emotionMs}, or no stage with the action "boost"`,
    )
  }
}

function largest(
  what: 'queue' | 'issue' | 'tier',
  table: { readonly [name: string]: { readonly headStartMs?: number | undefined } | undefined } | undefined,
): Term {
  let most: Term = { what, path: [`${what}s`], ms: 0 }
  for (const [name, each] of entries(table)) {
    const ms = each?.headStartMs ?? 0
    if (ms > most.ms) most = { what: `${what} "${name}"`, path: [`${what}s`, name, 'headStartMs'], ms }
  }
  return most
}
