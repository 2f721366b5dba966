import { expect, test } from 'vitest'
import { shortTimes } from '../../../src/sim/scenario-checks/short-times.js'

test('times of a policy below a second are told with where they stand, and what was probably meant', () => {
  const policy = {
    offer: { ringMs: 20 },
    wrapUpMs: 0,
    matching: { mode: 'batch', windowMs: 500 },
    queues: { calls: { relax: [{ afterMs: 30 }, { afterMs: 60_000 }], band: 3 } },
    promises: { queueWait: { breachMs: 999, warnMs: '5s', by: null } },
  }
  expect(
    shortTimes(policy, 'policy').map(({ about, message, hint }) => `${about} ${message} (${hint})`),
  ).toEqual([
    'policy.offer.ringMs is 20 milliseconds (if seconds were meant, write 20000)',
    'policy.queues.calls.relax[0].afterMs is 30 milliseconds (if seconds were meant, write 30000)',
    'policy.promises.queueWait.breachMs is 999 milliseconds (if seconds were meant, write 999000)',
  ])
  expect(shortTimes({ wrapUpMs: 5 }, '').map(({ about }) => about)).toEqual(['wrapUpMs'])
})
