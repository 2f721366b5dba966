import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import type {
  NormalNeed,
  NormalPolicy,
  NormalPromise,
  NormalPromiseRule,
} from '../../../src/engine/policy/normal-policy.js'

const least = { channels: { chat: {} }, skills: ['kitchen'], queues: { main: {} } }
function normal(more: object = {}): NormalPolicy {
  return parsePolicy({ ...least, ...more }).normal
}
/** A promise to everybody. */
function toAll(promise: NormalPromise): NormalPromiseRule[] {
  return [{ tiers: null, issues: null, channels: null, promise }]
}
const nothing: NormalNeed = { requires: {}, requiresAny: [], prefers: {} }

describe('defaults', () => {
  it('are those that users of contact centres stated', () => {
    expect(normal()).toEqual({
      version: 1,
      channels: [{ name: 'chat', units: 1, exclusive: false, firstReply: 'reply' }],
      skills: ['kitchen'],
      queues: [
        {
          name: 'main',
          band: 0,
          headStartMs: 0,
          need: nothing,
          channels: ['chat'],
          maxWaiting: null,
          region: 'soft',
          relax: [],
          hours: null,
          closed: 'hold',
          promises: {
            queueWait: toAll({
              stages: [
                { stage: 'warn', afterMs: 120_000, actions: ['alert'] },
                {
                  stage: 'breach',
                  afterMs: 180_000,
                  actions: ['alert', 'boost', 'startBot', 'offerCallback'],
                },
              ],
              repeatMs: null,
              hours: null,
            }),
            firstReply: toAll({
              stages: [{ stage: 'breach', afterMs: 30_000, actions: ['alert'] }],
              repeatMs: null,
              hours: null,
            }),
            replyGap: [],
            statusUpdate: [],
            customerSilence: [],
            confirmation: [],
            resolution: [],
          },
          agentOrder: ['preferred', 'region', 'preferredSkills', 'load', 'longestIdle'],
          pullOnly: false,
          keepFree: [],
          wrapUpMs: 0,
          followUp: null,
          expected: { talkMs: 240_000 },
        },
      ],
      tiers: [
        { name: 'core', headStartMs: 120_000, ageingPercent: 150 },
        { name: 'potential', headStartMs: 30_000, ageingPercent: 110 },
        { name: 'regular', headStartMs: 0, ageingPercent: 100 },
      ],
      issues: [
        { name: 'consultation', headStartMs: 60_000, need: nothing },
        { name: 'repair', headStartMs: 30_000, need: nothing },
        { name: 'installation', headStartMs: 0, need: nothing },
        { name: 'complaint', headStartMs: 90_000, need: nothing },
        { name: 'return', headStartMs: 0, need: nothing },
      ],
      regions: [],
      distance: [],
      pools: [],
      calendars: [],
      calendarNoticeMs: 2_592_000_000,
      care: {
        hardEmotions: ['angry'],
        hardIssues: [],
        maxHardInARow: null,
        restMs: 1_200_000,
        coolDownMs: 0,
        coolDownFrom: 'all',
        breakMs: 600_000,
        cover: { pools: [], queues: [], skills: [] },
      },
      emotion: {
        headStartMs: 60_000,
        anxiousFrom: 40,
        angryFrom: 70,
        hysteresis: 10,
        recoverMs: 1_200_000,
        classes: {
          calm: { load: 0, need: nothing },
          anxious: { load: 0, need: nothing },
          angry: { load: 1, need: nothing },
        },
      },
      defaultTier: 'regular',
      ageingCapMs: 900_000,
      boostMs: 60_000,
      workOrder: ['standing'],
      callback: { attempts: 3, retryAfterMs: 900_000 },
      offer: { ringMs: 20_000, retryAfterMs: 60_000, noAnswerReason: 'ring no answer' },
      hold: { dedicatedMs: 120_000, lastMs: 20_000 },
      capacityUnits: 1,
      matching: { mode: 'immediate' },
      commandMemory: 1000,
      fallback: {},
    })
  })

  it('follow what is stated elsewhere', () => {
    const policy = normal({
      channels: {
        phone: { exclusive: true, units: 3 },
        chat: {},
        sms: { exclusive: true, firstReply: 'reply' },
      },
      tiers: { gold: {}, tin: { ageingPercent: 90 } },
      emotion: { headStartMs: 5 },
      wrapUpMs: 7,
      agentOrder: ['load'],
      queues: { main: {}, other: { wrapUpMs: 0, agentOrder: [], channels: ['sms'] } },
    })
    expect(policy.channels.map(({ firstReply }) => firstReply)).toEqual(['accept', 'reply', 'reply'])
    expect(policy.capacityUnits).toBe(3)
    expect(policy.defaultTier).toBe('tin')
    expect(policy.tiers).toEqual([
      { name: 'gold', headStartMs: 0, ageingPercent: 100 },
      { name: 'tin', headStartMs: 0, ageingPercent: 90 },
    ])
    expect(policy.boostMs).toBe(5)
    expect(policy.queues.map(({ wrapUpMs }) => wrapUpMs)).toEqual([7, 0])
    expect(policy.queues.map(({ agentOrder }) => agentOrder)).toEqual([['load'], []])
    expect(policy.queues.map(({ channels }) => channels)).toEqual([['phone', 'chat', 'sms'], ['sms']])
  })

  it('complete distances: as stated, the other way round, then 0 and 1', () => {
    const policy = normal({
      regions: ['north', 'south', 'east'],
      regionDistance: { north: { south: 5, east: 7 }, east: { north: 3 } },
    })
    expect(policy.distance).toEqual([
      [0, 5, 7],
      [5, 0, 1],
      [3, 1, 0],
    ])
  })

  it('keep rules for pools in the order of the pools, and drop empty ones', () => {
    const policy = normal({
      pools: ['seniors', 'juniors', 'night'],
      queues: { main: { keepFree: { night: 2, juniors: 0, seniors: 1 } } },
    })
    expect(policy.queues[0]!.keepFree).toEqual([
      { pool: 'seniors', agents: 1 },
      { pool: 'night', agents: 2 },
    ])
  })

  it('switch ageing caps and batches', () => {
    expect(normal({ ageingCapMs: 'none' }).ageingCapMs).toBe(null)
    expect(normal({ ageingCapMs: 0 }).ageingCapMs).toBe(0)
    expect(normal({ matching: { mode: 'batch', windowMs: 9 } }).matching).toEqual({
      mode: 'batch',
      windowMs: 9,
    })
  })

  it('fill in needs and steps', () => {
    const { queues } = normal({
      regions: ['north'],
      queues: {
        main: {
          region: 'hard',
          requires: { kitchen: 3 },
          relax: [
            { afterMs: 1, regionWithin: 'any' },
            { afterMs: 2, drop: ['kitchen'] },
          ],
        },
      },
    })
    expect(queues[0]!.need).toEqual({ requires: { kitchen: 3 }, requiresAny: [], prefers: {} })
    expect(queues[0]!.relax).toEqual([
      { afterMs: 1, drop: [], lower: {}, regionWithin: 'any' },
      { afterMs: 2, drop: ['kitchen'], lower: {}, regionWithin: null },
    ])
  })
})
