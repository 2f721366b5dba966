/**
 * Settings in which expected waits are tried: one line at several loads, a changing load, shared agents, overload, other laws,
 * holds, relaxation and batches, where a wait may be bounded by agents who are free already.
 */
import { lognormalOf, type Distribution } from '../../src/sim/chance/distributions.js'
import { MINUTE_MS, type Setting } from './wait-day.js'

const exponential = (minutes: number): Distribution => ({ law: 'exponential', meanMs: minutes * MINUTE_MS })
const lognormal = (minutes: number, cv: number): Distribution => lognormalOf(minutes * MINUTE_MS, cv)
const never: Distribution = { law: 'never' }

const phone = {
  channels: { phone: { exclusive: true } },
  promises: { queueWait: 'off', firstReply: 'off' },
} as const

function oneLine(
  name: string,
  agents: number,
  load: number,
  more: Partial<{ service: Distribution; patience: Distribution; hours: number }> = {},
): Setting {
  const { service = exponential(4), patience = exponential(4), hours = 200 } = more
  return {
    name,
    policy: { ...phone, skills: [], queues: { calls: {} } },
    agents: [{ count: agents }],
    kinds: [{ queue: 'calls', perHour: [[0, load * agents * 15]], service, patience }],
    hours,
    warmUpHours: 20,
    patientShare: 0.1,
  }
}

/** Four busy hours in eight, with eight more agents, who finish their last call when their shift is over. */
const DAYS = 25
const peaks: Setting = {
  name: 'peaks and shifts',
  policy: { ...phone, skills: [], queues: { calls: {} } },
  agents: [
    { count: 14 },
    ...Array.from({ length: DAYS }, (_, day) => ({ count: 8, fromHour: 8 * day + 2, toHour: 8 * day + 6 })),
  ],
  kinds: [
    {
      queue: 'calls',
      perHour: Array.from(
        { length: 8 * DAYS },
        (_, hour) => [hour, 15 * [10, 14, 25, 20, 22, 30, 15, 9][hour % 8]!] as const,
      ),
      service: exponential(4),
      patience: exponential(8),
    },
  ],
  hours: 8 * DAYS,
  warmUpHours: 24,
  patientShare: 0.1,
}

export const SETTINGS: readonly Setting[] = [
  oneLine('M/M/5+M, load 0.9', 5, 0.9, { hours: 500 }),
  oneLine('M/M/10+M, load 1', 10, 1, { hours: 160 }),
  oneLine('M/M/50+M, load 1', 50, 1, { hours: 50 }),
  oneLine('M/M/10, load 0.9', 10, 0.9, { patience: never, hours: 120 }),
  oneLine('M/M/20+M, load 1.3', 20, 1.3, { hours: 60 }),
  oneLine('M/M/20+M patient, load 1.3', 20, 1.3, { patience: exponential(20), hours: 60 }),
  oneLine('M/LN/20+LN, load 1', 20, 1, { service: lognormal(4, 1.5), patience: lognormal(6, 1), hours: 100 }),
  oneLine('M/D/5, load 0.9', 5, 0.9, {
    service: { law: 'deterministic', valueMs: 4 * MINUTE_MS },
    patience: never,
    hours: 100,
  }),
  oneLine('M/LN/10+M even service, load 1.1', 10, 1.1, { service: lognormal(4, 0.5), hours: 150 }),
  peaks,
  {
    name: 'one line of tiers that age at different rates',
    policy: {
      ...phone,
      skills: [],
      tiers: {
        core: { headStartMs: 60_000, ageingPercent: 300 },
        regular: { ageingPercent: 100 },
      },
      ageingCapMs: 240_000,
      queues: { calls: {} },
    },
    agents: [{ count: 12 }],
    kinds: [
      {
        queue: 'calls',
        tier: 'core',
        perHour: [[0, 50]],
        service: exponential(4),
        patience: exponential(10),
      },
      {
        queue: 'calls',
        tier: 'regular',
        perHour: [[0, 150]],
        service: exponential(4),
        patience: exponential(6),
      },
    ],
    hours: 120,
    warmUpHours: 20,
    patientShare: 0.1,
  },
  {
    name: 'shared agents, head starts and tiers',
    policy: {
      ...phone,
      skills: ['sales', 'repair'],
      queues: {
        sales: { requires: { sales: 1 }, headStartMs: 30_000 },
        repair: { requires: { repair: 1 } },
      },
    },
    agents: [
      { count: 6, skills: { sales: 1 } },
      { count: 6, skills: { repair: 1 } },
      { count: 6, skills: { sales: 1, repair: 1 } },
    ],
    kinds: [
      { queue: 'sales', tier: 'core', perHour: [[0, 20]], service: exponential(4), patience: exponential(8) },
      {
        queue: 'sales',
        tier: 'regular',
        perHour: [[0, 110]],
        service: exponential(4),
        patience: exponential(6),
      },
      {
        queue: 'repair',
        tier: 'core',
        perHour: [[0, 20]],
        service: exponential(6),
        patience: exponential(10),
      },
      {
        queue: 'repair',
        tier: 'potential',
        perHour: [[0, 20]],
        service: exponential(6),
        patience: exponential(8),
      },
      {
        queue: 'repair',
        tier: 'regular',
        perHour: [[0, 60]],
        service: exponential(6),
        patience: exponential(8),
      },
    ],
    hours: 180,
    warmUpHours: 20,
    patientShare: 0.1,
  },
  {
    name: 'bands: safety before all',
    policy: {
      ...phone,
      skills: [],
      queues: { safety: { band: 1 }, calls: {} },
    },
    agents: [{ count: 12 }],
    kinds: [
      { queue: 'safety', perHour: [[0, 60]], service: exponential(4), patience: never },
      { queue: 'calls', perHour: [[0, 125]], service: exponential(4), patience: exponential(8) },
    ],
    hours: 180,
    warmUpHours: 20,
    patientShare: 0.1,
  },
  {
    name: 'batches of five seconds',
    policy: { ...phone, skills: [], queues: { calls: {} }, matching: { mode: 'batch', windowMs: 5_000 } },
    agents: [{ count: 10 }],
    kinds: [{ queue: 'calls', perHour: [[0, 140]], service: exponential(4), patience: exponential(4) }],
    hours: 220,
    warmUpHours: 20,
    patientShare: 0.1,
  },
  {
    name: 'held for the last agent',
    policy: { ...phone, skills: [], queues: { calls: {} } },
    agents: [{ count: 10 }],
    kinds: [
      {
        queue: 'calls',
        perHour: [[0, 140]],
        service: exponential(4),
        patience: exponential(4),
        knownShare: 0.5,
      },
    ],
    hours: 220,
    warmUpHours: 20,
    patientShare: 0.1,
  },
  {
    name: 'a scarce skill that is not insisted on',
    policy: {
      ...phone,
      skills: ['expert'],
      queues: {
        experts: { requires: { expert: 2 }, relax: [{ afterMs: 60_000, lower: { expert: 1 } }] },
        calls: {},
      },
    },
    agents: [
      { count: 2, skills: { expert: 2 } },
      { count: 8, skills: { expert: 1 } },
    ],
    kinds: [
      { queue: 'experts', perHour: [[0, 40]], service: exponential(4), patience: exponential(6) },
      { queue: 'calls', perHour: [[0, 95]], service: exponential(4), patience: exponential(6) },
    ],
    hours: 380,
    warmUpHours: 20,
    patientShare: 0.1,
  },
]
