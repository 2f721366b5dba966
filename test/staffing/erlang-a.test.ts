import { expect, test } from 'vitest'
import {
  erlangA,
  erlangAMeasures,
  erlangAServiceLevels,
  impatientServiceLevels,
} from '../../src/staffing/erlang-a.js'
import { expectClose } from './close.js'

const MINUTE_MS = 60_000

// Example of Garnett, Mandelbaum & Reiman (2002): 48 calls a minute of one minute, 50 agents, mean patience two minutes.
// Values by the balance equations and P(V_k <= t) = 1 - I(e^(-theta t); c mu / theta, k + 1), k found waiting.
const example = { arrivalsPerHour: 2880, meanServiceMs: MINUTE_MS, agents: 50, meanPatienceMs: 2 * MINUTE_MS }

test('48 calls a minute, 50 agents, two minutes of patience', () => {
  const m = erlangAMeasures(example)
  expectClose(m.pWait, 0.4677740685537904, 'pWait')
  expectClose(m.pAbandon, 0.030912249162193216, 'pAbandon')
  expectClose(m.pAbandonOfWaiting, 0.06608371699133328, 'pAbandonOfWaiting')
  expectClose(m.meanQueueLength, 2.967575919570549, 'queue')
  expectClose(m.meanWaitMs, 0.06182449832438643 * MINUTE_MS, 'mean wait')
  expectClose(m.meanWaitOfAnsweredMs, 0.060265003992551906 * MINUTE_MS, 'of the answered')
  expectClose(m.meanWaitOfAbandonedMs, 0.11071407755080485 * MINUTE_MS, 'of the abandoned')
  expectClose(m.meanWaitOfWaitingMs, 0.13216743398266656 * MINUTE_MS, 'of the waiting')
  expectClose(m.occupancy, 0.9303242408042945, 'occupancy')
  expectClose(m.meanInSystem, 49.483787959785275, 'in system')
  expectClose(m.pEmpty, 1.2756725327738524e-21, 'empty')
})

test('its service levels within 20 s and a minute', () => {
  const soon = erlangAServiceLevels(example, 20_000)
  expectClose(soon.withAbandons, 0.943018954746981, 'withAbandons')
  expectClose(soon.answeredOnly, 0.9730996537018568, 'answeredOnly')
  expectClose(soon.excludingShortAbandons, 0.9720296029869869, 'excludingShortAbandons')
  expectClose(soon.notWaitingLonger, 0.9728643917078081, 'notWaitingLonger')
  expectClose(soon.pAbandonedWithin, 0.029845436960827032, 'pAbandonedWithin')
  expectClose(soon.pOfferedWaitLonger, 0.032056933415424274, 'pOfferedWaitLonger')
  const late = erlangAServiceLevels(example, MINUTE_MS)
  expectClose(late.pWaitingLonger, 3.337398181094226e-7, 'pWaitingLonger')
  expectClose(late.pOfferedWaitLonger, 5.502439369965969e-7, 'pOfferedWaitLonger')
})

test('an overloaded centre: 140 calls for 100 agents, patience as long as service', () => {
  const m = erlangAMeasures({
    arrivalsPerHour: 140,
    meanServiceMs: 3_600_000,
    agents: 100,
    meanPatienceMs: 3_600_000,
  })
  expectClose(m.pAbandon, 0.2857178651228079, 'pAbandon')
  expectClose(m.occupancy, 0.9999949888280689, 'occupancy')
  expectClose(m.meanWaitOfAnsweredMs, 0.33148734734585 * 3_600_000, 'of the answered')
  expectClose(m.pEmpty, 1.580420060273613e-61, 'empty')
})

test('edges of the three numbers', () => {
  expect(erlangA(4, 0, 0.5)).toEqual({ pWait: 0, pAbandon: 0, meanWait: 0 })
  expect(erlangA(0, 3, 0.5)).toEqual({ pWait: 1, pAbandon: 1, meanWait: 2 })
  expect(erlangA(4, Infinity, 0.5)).toEqual({ pWait: 1, pAbandon: 1, meanWait: 2 })
  expect(erlangA(4, 5, 0)).toEqual({ pWait: 1, pAbandon: 0, meanWait: Infinity })
  expect(erlangA(0, 3, Infinity)).toEqual({ pWait: 1, pAbandon: 1, meanWait: 0 })
})

const at = (arrivalsPerHour: number, agents: number, meanPatienceMs: number) => ({
  arrivalsPerHour,
  meanServiceMs: 3_600_000,
  agents,
  meanPatienceMs,
})

test('without agents all give up when their patience ends', () => {
  const m = erlangAMeasures(at(3, 0, 1_800_000))
  expect([m.pWait, m.pAbandon, m.occupancy, m.busyAgents, m.meanQueueLength]).toEqual([1, 1, 0, 0, 1.5])
  expect([m.meanWaitMs, m.meanWaitOfAnsweredMs, m.meanWaitOfAbandonedMs]).toEqual([
    1_800_000,
    Infinity,
    1_800_000,
  ])
  expectClose(m.pEmpty, Math.exp(-1.5), 'empty')
  const levels = erlangAServiceLevels(at(3, 0, 1_800_000), 1_800_000)
  expect([levels.withAbandons, levels.answeredOnly, levels.excludingShortAbandons]).toEqual([0, 0, 0])
  expectClose(levels.notWaitingLonger, 1 - Math.exp(-1), 'gave up')
  expect(levels.pOfferedWaitLonger).toBe(1)
})

test('at infinite load all agents work and all contacts give up', () => {
  const m = erlangAMeasures(at(Infinity, 5, 1_800_000))
  expect([m.pAbandon, m.occupancy, m.meanWaitMs, m.meanQueueLength, m.pEmpty]).toEqual([
    1,
    1,
    1_800_000,
    Infinity,
    0,
  ])
  expect(m.meanWaitOfAnsweredMs).toBe(Infinity)
})

test('at zero load the conditional waits are the limits', () => {
  const m = erlangAMeasures(at(0, 4, 1_800_000))
  expect([m.pWait, m.pAbandon, m.meanWaitMs, m.meanQueueLength, m.occupancy, m.pEmpty]).toEqual([
    0, 0, 0, 0, 0, 1,
  ])
  // A waiting contact is the only one: the first of 4 agents, or its patience of half a service, ends the wait.
  expectClose(m.meanWaitOfWaitingMs, 600_000, 'waiting')
  expectClose(m.meanWaitOfAbandonedMs, 600_000, 'abandoned')
  expectClose(m.pAbandonOfWaiting, 1 / 3, 'abandons')
})

test('unlimited patience is Erlang C, none is Erlang B', () => {
  const patient = erlangAMeasures(at(2, 3, Infinity))
  // M/M/3 at load 2: B = 4/19, C = 4/9.
  expectClose(patient.pWait, 4 / 9, 'C')
  expectClose(patient.meanWaitMs, (4 / 9) * 3_600_000, 'mean wait')
  expect([patient.pAbandon, patient.pAbandonOfWaiting]).toEqual([0, 0])
  expectClose(patient.pEmpty, 1 / 9, 'empty')
  const rash = erlangAMeasures(at(2, 3, 0))
  expectClose(rash.pAbandon, 4 / 19, 'B')
  expect([rash.meanWaitMs, rash.meanQueueLength, rash.meanWaitOfAnsweredMs]).toEqual([0, 0, 0])
  expectClose(rash.pEmpty, 3 / 19, 'empty')
  const overloaded = erlangAMeasures(at(5, 3, Infinity))
  expect([overloaded.pWait, overloaded.occupancy, overloaded.pEmpty, overloaded.busyAgents]).toEqual([
    1, 1, 0, 3,
  ])
  expect([overloaded.meanWaitMs, overloaded.meanQueueLength]).toEqual([Infinity, Infinity])
  expect(erlangAServiceLevels(at(5, 3, Infinity), 1e6).withAbandons).toBe(0)
  const levels = erlangAServiceLevels(at(2, 3, 0), 1000)
  expectClose(levels.withAbandons, 15 / 19, 'answered at once')
  expect([levels.answeredOnly, levels.pWaitingLonger]).toEqual([1, 0])
})

test('refuses what makes no sense', () => {
  expect(() => erlangA(1, 1, -1)).toThrow('theta')
  expect(() => erlangA(1, 1, NaN)).toThrow('theta')
  expect(() => erlangAMeasures(at(1, 1, -1))).toThrow('meanPatienceMs')
  expect(() => erlangAServiceLevels(at(1, 1, 1), NaN)).toThrow('withinMs')
})

// Sums over the states in 40 digits.
test.each([
  [10_000, 9_950, 0.5, 0.35791464186400712, 0.0014898924055361999, 0.0029797848110723998],
  [10_000, 9_000, 1.5, 2.0644931387123997e-25, 3.0140728563211006e-28, 2.009381904214067e-28],
  [100_000, 99_800, 0.5, 0.30338983104485745, 0.00037097451200975193, 0.00074194902401950387],
  [100_000, 99_800, 1.5, 0.23922539001912701, 0.00058973305609797678, 0.00039315537073198452],
  [100_000, 99_000, 1.5, 0.00073320630671267043, 8.9671611632348356e-7, 5.978107442156557e-7],
  [100_000, 100_500, 0.5, 0.98836992281969448, 0.0049908162245583203, 0.0099816324491166405],
  [100_000, 90_000, 1.5, 1.9773721993346229e-235, 2.9576633604856813e-239, 1.9717755736571209e-239],
  [100_000, 50_000, 0.5, 0, 0, 0],
])(
  'a large centre: %d agents, load %d, patience 1 / %d',
  (agents, load, theta, pWait, pAbandon, meanWait) => {
    const measures = erlangA(agents, load, theta)
    expectClose(measures.pWait, pWait, 'pWait')
    expectClose(measures.pAbandon, pAbandon, 'pAbandon')
    expectClose(measures.meanWait, meanWait, 'meanWait')
  },
)

// The density of the offered wait (Baccelli and Hebuterne 1981), integrated in 40 digits.
test.each([
  [10_000, 9_950, 1.5, 0.01, 0.95599912304045233],
  [10_000, 9_950, 0.5, 0.001, 0.67396696847751791],
  [100_000, 99_800, 1.5, 0.002, 0.92191080446501977],
  [100_000, 100_500, 0.5, 0.02, 0.98255241720106542],
])('its service level: %d agents, load %d, patience 1 / %d, within %d', (agents, load, theta, t, level) => {
  expectClose(impatientServiceLevels(agents, load, theta, t).withAbandons, level, 'withAbandons')
})
