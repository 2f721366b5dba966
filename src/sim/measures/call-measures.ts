/**
 * The measures of calls that agents make: back to customers who asked for it, and after conversations.
 * **cost** O(1) each; allocates the pair. **order** as listed.
 */
import { type Entry, type Feature, RUN, ofContacts } from './measure-entry.js'
import * as count from './tally.js'

function counted(
  feature: Feature,
  name: string,
  better: Entry['better'],
  what: string,
  place: number,
): Entry {
  return { ...ofContacts(name, 'contacts', better, [what, RUN], (s) => [s[place]!, 1]), feature }
}

export const CALL_MEASURES: readonly Entry[] = [
  counted('callback', 'callbacks', 'neither', 'customers who asked to be called back', count.CALLBACKS),
  counted('callback', 'callbacks.reached', 'neither', 'of those, reached', count.CALLBACKS_REACHED),
  counted(
    'callback',
    'callbacks.failed',
    'lower',
    'of those, given up after the last call in vain',
    count.CALLBACKS_FAILED,
  ),
  counted(
    'callback',
    'callbacks.overdue',
    'lower',
    'of those, not called before the window was over',
    count.CALLBACKS_OVERDUE,
  ),
  counted(
    'callback',
    'callbacks.inVain',
    'lower',
    'calls back that nobody answered',
    count.CALLBACKS_IN_VAIN,
  ),
  {
    ...ofContacts(
      'timeToCallback',
      'ms',
      'lower',
      ['from asking to be called back until being reached', 'reached'],
      (s) => [s[count.CALLBACK_MS]!, s[count.CALLBACKS_REACHED]!],
    ),
    feature: 'callback',
  },
  {
    ...ofContacts(
      'meanWait.onLine',
      'ms',
      'lower',
      ['time on the line of the answered and the abandoned', 'answered and abandoned'],
      (s) => [
        s[count.WAIT_ANSWERED_MS]! + s[count.WAIT_ABANDONED_MS]! - s[count.OFF_LINE_MS]!,
        s[count.ANSWERED]! + s[count.ABANDONED]!,
      ],
    ),
    feature: 'callback',
  },
  counted('followUp', 'followUps', 'neither', 'contacts that a call is to follow', count.FOLLOW_UPS),
  counted('followUp', 'followUps.reached', 'neither', 'of those, reached', count.FOLLOW_UPS_REACHED),
  counted(
    'followUp',
    'followUps.failed',
    'lower',
    'of those, given up after the last call in vain',
    count.FOLLOW_UPS_FAILED,
  ),
  counted(
    'followUp',
    'followUps.overdue',
    'lower',
    'of those, not called before the window was over',
    count.FOLLOW_UPS_OVERDUE,
  ),
]
