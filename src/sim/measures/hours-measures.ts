/**
 * The measures of opening hours, and of the promise to solve it all by then. **cost** O(1) each; allocates the
 * pair. **order** as listed.
 * Caveat: where no queue has hours, no wait has a part that is in them, and what would be made of it has no value.
 */
import { type Entry, type Feature, RUN, ofContacts } from './measure-entry.js'
import * as count from './tally.js'

const toAgents = (s: Float64Array): number => s[count.OFFERED]! - s[count.CONTAINED]!

function only(feature: Feature, entry: Entry): Entry {
  return { ...entry, feature }
}

const ofHours: readonly Entry[] = [
  ofContacts(
    'closed',
    'contacts',
    'lower',
    ['contacts turned away because their queue was closed, beside the offered', RUN],
    (s) => [s[count.CLOSED]!, 1],
  ),
  ofContacts(
    'closed.waiting',
    'contacts',
    'neither',
    ['contacts that came while their queue was closed, and waited', RUN],
    (s) => [s[count.CLOSED_WAITING]!, 1],
  ),
  ofContacts(
    'meanWait.open',
    'ms',
    'lower',
    ['waits within the hours of the queue', 'answered and abandoned'],
    (s) => [s[count.WAIT_OPEN_MS]!, s[count.WAITED_OPEN]!],
  ),
  ofContacts(
    'serviceLevel.open',
    'share',
    'higher',
    ['answered in time, by the hours of the queue', 'offered, less contained by the bot'],
    (s) => (s[count.WAITED_OPEN] === 0 ? [0, 0] : [s[count.ANSWERED_IN_OPEN_TIME]!, toAgents(s)]),
  ),
]

const ofResolution = ['warned', 'breached', 'escalated'].map((stage, index) =>
  ofContacts(
    `alerts.resolution.${stage}`,
    'alerts',
    'lower',
    [`times the resolution clock ${stage === 'breached' ? 'was breached' : stage}`, RUN],
    (s) => [s[count.RESOLUTION_ALERTS + index]!, 1],
  ),
)

export const HOURS_MEASURES: readonly Entry[] = [
  ...ofHours.map((entry) => only('hours', entry)),
  ...ofResolution.map((entry) => only('resolution', entry)),
]
