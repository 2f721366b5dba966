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
    const offers = offersCallback(policy.normal.queues.find(({ name }) => name === queue)!)
    const { callback } = queues.find((each) => each.queue === queue)!
    const about = `demand.${queue}`
    if (callback === undefined && offers) {
      const message = 'the policy offers customers a call back, and nobody takes it'
      return [{ about, message, hint: 'state `callback`', isGrave: false }]
    }
    if (callback?.offered !== 'policy' || offers) return []
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

function offersCallback({ hours, closed, promises }: NormalQueue): boolean {
  if (hours !== null && closed === 'offerCallback') return true
  return promises.queueWait.some(({ promise }) =>
    promise?.stages.some(({ actions }) => actions.includes('offerCallback')),
  )
}
