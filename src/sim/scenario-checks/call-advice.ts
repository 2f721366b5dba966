/**
 * What is sound in the calls that agents make but hardly meant: offers that nobody takes, takers whom nobody offers anything,
 * and calls of the policy that are left out. **cost** O(queues x promises); allocates the list. **order** queues.
 */
import type { Advice } from './advice.js'
import type { NormalQueue } from '../../engine/policy/normal-policy.js'
import type { Scenario } from '../scenario/scenario.js'

/** Everything to be said of calls. */
export function callAdvice({ policy, queues, demand, uncalled = [] }: Scenario): Advice[] {
  const ofQueues = demand.flatMap(({ queue }): Advice[] => {
    const place = policy.normal.queues.find(({ name }) => name === queue)!
    // The stages of promises offer it by default, so that says nothing.
    const offersClosed = place.hours !== null && place.closed === 'offerCallback'
    const { callback } = queues.find((each) => each.queue === queue)!
    const about = `demand.${queue}`
    if (callback === undefined && offersClosed) {
      const message = 'the queue offers a call back while it is closed, and nobody takes it'
      return [{ about, message, hint: 'state `callback`', isGrave: false }]
    }
    if (callback?.offered !== 'policy' || offersClosed || offersWaiting(place)) return []
    const hint =
      'state `afterWait` or `expectedWait`, or give a promise of the policy the action offerCallback'
    return [{ about, message: 'the policy offers nobody a call back', hint, isGrave: true }]
  })
  const left = demand.filter(({ queue }) => uncalled.includes(queue))
  const ofCalls = left.map(({ queue }) => ({
    about: `demand.${queue}`,
    message: 'the calls that the policy makes after conversations are left out',
    hint: 'state `followUp` with their `service`',
    isGrave: false,
  }))
  return [...ofQueues, ...ofCalls]
}

function offersWaiting({ promises }: NormalQueue): boolean {
  return promises.queueWait.some(({ promise }) =>
    promise?.stages.some(({ actions }) => actions.includes('offerCallback')),
  )
}
