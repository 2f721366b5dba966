import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'

const base = {
  channels: { phone: { exclusive: true }, chat: {}, mail: {} },
  skills: ['kitchen'],
  queues: { support: {}, calls: { channels: ['phone'], promises: { firstReply: 'off' } } },
}
function faults(more: object): string[] {
  return checkPolicy({ ...base, ...more }).map(faultText)
}
function promiseFaults(promises: object): string[] {
  return faults({ promises })
}

describe('a promise as the users have it', () => {
  it('is sound on every clock', () => {
    expect(faults({ presets: ['afterSales'] })).toEqual([])
    const by = [
      { tier: 'core', breachMs: 60_000 },
      { tier: 'core', issue: ['complaint', 'repair'], breachMs: 30_000 },
      { channel: ['chat'], warnPercent: 50 },
      { queue: 'support', off: true },
    ]
    expect(promiseFaults({ queueWait: { by } })).toEqual([])
  })
})

describe('stages', () => {
  it('come one after the other', () => {
    expect(promiseFaults({ queueWait: { warnMs: 200, breachMs: 100 } })).toEqual([
      'promises.queueWait.warnMs: must be less than breachMs (100)',
    ])
    expect(promiseFaults({ queueWait: { warnMs: 180_000 } })).toEqual([
      'promises.queueWait.warnMs: must be less than breachMs (180000 by default)',
    ])
    expect(promiseFaults({ queueWait: { warnBeforeMs: 100, breachMs: 100 } })).toEqual([
      'promises.queueWait.warnBeforeMs: must be less than breachMs (100)',
    ])
    expect(promiseFaults({ queueWait: { warnPercent: 1, breachMs: 99 } })).toEqual([
      'promises.queueWait.warnPercent: is no time at all of breachMs (99) (state warnMs)',
    ])
    expect(promiseFaults({ queueWait: { breachMs: 100, escalateMs: 100 } })).toEqual([
      'promises.queueWait.escalateMs: must be more than breachMs (100)',
    ])
    const ladder = { steps: [{ afterMs: 60 }, { afterMs: 60 }, { afterMs: 100 }], breachMs: 100 }
    expect(promiseFaults({ customerSilence: { ...ladder, onBreach: ['archive'] } })).toEqual([
      'promises.customerSilence.steps[1].afterMs: must be more than 60, when the step before it comes',
      'promises.customerSilence.steps[2].afterMs: must be less than breachMs (100)',
    ])
  })

  it('are all told, each under its own clock, queue or rule', () => {
    const wrong = { warnMs: 20, breachMs: 10 }
    expect(
      faults({
        promises: { resolution: wrong, queueWait: { by: [{ tier: 'core', ...wrong }] } },
        queues: { support: { promises: { firstReply: wrong } } },
      }).map((text) => text.split(':')[0]),
    ).toEqual([
      'promises.queueWait.by[0].warnMs',
      'promises.resolution.warnMs',
      'queues.support.promises.firstReply.warnMs',
    ])
  })

  it('warn once, and not when a step comes', () => {
    expect(promiseFaults({ replyGap: { warnMs: 10, warnPercent: 50, breachMs: 90 } })).toEqual([
      'promises.replyGap.warnPercent: is a second warning, beside warnMs (state one; `steps` takes more)',
    ])
    expect(promiseFaults({ replyGap: { warnMs: 10, steps: [{ afterMs: 10 }], breachMs: 90 } })).toEqual([
      'promises.replyGap.steps[0].afterMs: comes at the same time as the warning (warnMs)',
    ])
  })

  it('that can never fire are refused', () => {
    expect(promiseFaults({ firstReply: { onWarn: ['notify'] } })).toEqual([
      'promises.firstReply.onWarn: has no effect without warnMs',
    ])
    expect(promiseFaults({ firstReply: { onEscalate: ['notify'] } })).toEqual([
      'promises.firstReply.onEscalate: has no effect without escalateMs',
    ])
    const archive = { onBreach: ['archive', 'alert'] }
    expect(promiseFaults({ confirmation: archive })).toEqual([
      'promises.confirmation.onBreach[0]: ends the conversation, so that the actions after it come too late (put it last)',
    ])
    expect(promiseFaults({ customerSilence: { breachMs: 90, escalateMs: 100 } })).toEqual([
      'promises.customerSilence: onBreach is to archive, so that the stages after it can never fire (state onBreach)',
    ])
    expect(promiseFaults({ queueWait: { onBreach: ['archive'] } })).toEqual([
      'promises.queueWait.onBreach[0]: queueWait does not wait for the customer: nothing is archived (it is for customerSilence and confirmation)',
    ])
    expect(promiseFaults({ queueWait: { onBreach: ['alert', 'alert'] } })).toEqual([
      'promises.queueWait.onBreach[1]: "alert" is listed twice',
    ])
  })

  it('of a clock that waits for messages need a channel that has some', () => {
    const queues = { calls: { channels: ['phone'], promises: { replyGap: {} } } }
    expect(faults({ queues })).toEqual([
      'queues.calls.promises.replyGap: can never run: no channel here waits for a reply (set firstReply of a channel to "reply")',
    ])
  })
})

describe('rules', () => {
  it('name what there is, and somebody', () => {
    expect(promiseFaults({ queueWait: { by: [{ breachMs: 9 }, { tier: [], breachMs: 9 }] } })).toEqual([
      'promises.queueWait.by[0]: fits everybody (name a tier, issue, queue, channel, or state it in the promise itself)',
      'promises.queueWait.by[1].tier: fits nobody (leave it out to fit all)',
    ])
    const by = [
      { tier: 'cor' },
      { issue: ['repare'] },
      { queue: 'suport' },
      { channel: 'chatt' },
      { tier: 'core', hours: 'shop' },
    ]
    expect(promiseFaults({ queueWait: { by: by.map((rule) => ({ ...rule, breachMs: 9 })) } })).toEqual([
      'promises.queueWait.by[0].tier: unknown tier "cor" (maybe "core"?)',
      'promises.queueWait.by[1].issue[0]: unknown issue "repare" (maybe "repair"?)',
      'promises.queueWait.by[2].queue: unknown queue "suport" (maybe "support"?)',
      'promises.queueWait.by[3].channel: unknown channel "chatt" (maybe "chat"?)',
      'promises.queueWait.by[4].hours: unknown calendar "shop" (the policy defines no calendars)',
    ])
  })

  it('are never equally specific for one contact', () => {
    const by = [
      { tier: ['core', 'regular'], breachMs: 9 },
      { tier: 'core', breachMs: 8 },
    ]
    expect(promiseFaults({ queueWait: { by } })).toEqual([
      'promises.queueWait.by[1]: fits some of the contacts that promises.queueWait.by[0] fits, and neither is more specific (name something more in one of them)',
    ])
  })

  it('fit a queue that takes their channel', () => {
    expect(promiseFaults({ queueWait: { by: [{ queue: 'calls', channel: 'chat', breachMs: 9 }] } })).toEqual([
      'promises.queueWait.by[0].channel: is taken by no queue of the rule (the rule can never fit)',
    ])
  })

  it('do not switch off what stands beside it', () => {
    expect(promiseFaults({ queueWait: { off: true, breachMs: 9 } })).toEqual([
      'promises.queueWait.off: switches off what is stated beside it (leave out the one or the other)',
    ])
    expect(promiseFaults({ queueWait: { by: [{ tier: 'core', off: true, breachMs: 9 }] } })).toEqual([
      'promises.queueWait.by[0].off: switches off what is stated beside it (leave out the one or the other)',
    ])
  })
})

describe('a promise shorter than the relaxation it waits for', () => {
  const queues = {
    support: { requires: { kitchen: 2 }, relax: [{ afterMs: 60_000, lower: { kitchen: 1 } }] },
  }

  it('is refused, whoever promises it', () => {
    expect(faults({ queues })).toEqual([])
    const told =
      'queues.support.relax[0].afterMs: comes when a promise of the queue is broken already: queueWait, 50000 ms (the first step at 50000 or before, or a longer promise)'
    expect(faults({ queues, promises: { queueWait: { breachMs: 50_000 } } })).toEqual([told])
    expect(faults({ queues, promises: { queueWait: { by: [{ tier: 'core', breachMs: 50_000 }] } } })).toEqual(
      [told],
    )
    const own = { support: { ...queues.support, promises: { queueWait: { breachMs: 50_000 } } } }
    expect(faults({ queues: own })).toEqual([told])
  })
})

describe('hours', () => {
  it('are those of a sound calendar, with all its faults told at once', () => {
    const calendars = {
      nowhere: { zone: 'Europe/Belin', weekly: { mon: ['09:00-17:00'] } },
      never: { zone: 'UTC', weekly: {} },
      twice: { zone: 'UTC', weekly: { mon: ['09:00-17:00', '16:00-18:00'] } },
      back: { zone: 'UTC', weekly: { mon: ['17:00-09:00'] } },
      always: { zone: 'UTC', weekly: { 'mon-sun': ['00:00-24:00'] } },
    }
    expect(faults({ calendars })).toEqual([
      'calendars.nowhere.zone: unknown time zone "Europe/Belin" (maybe "Europe/Berlin"?)',
      'calendars.never.weekly: never opens (give at least one day hours, e.g. "mon-fri": ["09:00-17:00"])',
      'calendars.twice.weekly.mon[1]: overlaps "09:00-17:00"',
      'calendars.back.weekly.mon[0]: ends before it begins (over midnight write "17:00-24:00", and "00:00-09:00" on the next day)',
      'calendars.always: "always" stands for no calendar (give it another name)',
    ])
  })

  it('of queues and clocks are known', () => {
    expect(
      faults({ queues: { support: { hours: 'shop', promises: { queueWait: { hours: 'shpo' } } } } }),
    ).toEqual([
      'queues.support.hours: unknown calendar "shop" (the policy defines no calendars)',
      'queues.support.promises.queueWait.hours: unknown calendar "shpo" (the policy defines no calendars)',
    ])
  })
})
