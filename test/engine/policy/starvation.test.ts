import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import { type StarvationBound, starvationBounds } from '../../../src/engine/policy/starvation.js'

function bounds(more: object = {}): StarvationBound[] {
  return starvationBounds(parsePolicy({ channels: { chat: {} }, skills: [], queues: { main: {} }, ...more }))
}
function numbers(more: object = {}): [string, string | null, number | null][] {
  return bounds(more).map(({ queue, tier, boundMs }) => [queue, tier, boundMs])
}
const plain = { tiers: { all: {} }, issues: {}, promises: { queueWait: 'off' }, emotion: { headStartMs: 0 } }

describe('starvation bounds', () => {
  it('of the default policy: head starts of 330 s, and 50 % more ageing for 15 minutes', () => {
    expect(numbers()).toEqual([
      ['main', 'core', 210_000],
      ['main', 'potential', 660_000],
      ['main', 'regular', 780_000],
    ])
    expect(bounds()[2]!.reason).toBe(
      'head starts differ by up to 330 s, slower ageing costs up to 450 s more until the cap at 15 min; ' +
        'a difference given by hand adds itself',
    )
  })

  it('are 0 where all are alike: first come, first served', () => {
    expect(numbers(plain)).toEqual([['main', null, 0]])
    expect(numbers({ ...plain, ageingCapMs: 'none' })).toEqual([['main', null, 0]])
  })

  it('count the boost only where a stage gives it', () => {
    expect(numbers({ ...plain, boostMs: 70 })).toEqual([['main', null, 0]])
    expect(numbers({ ...plain, boostMs: 70, promises: {} })).toEqual([['main', null, 70]])
  })

  it('look at all queues of the band, and at no lower one', () => {
    const queues = { slow: {}, fast: { headStartMs: 500 }, low: { headStartMs: 9000, band: 0 } }
    const up = { slow: { band: 1 }, fast: { band: 1, headStartMs: 500 }, low: queues.low }
    expect(numbers({ ...plain, queues: up })).toEqual([
      ['slow', null, 500],
      ['fast', null, 0],
      ['low', null, null],
    ])
    expect(bounds({ ...plain, queues: up })[2]!.reason).toBe(
      'unbounded: contacts of band 1 (queue "slow") always go first',
    )
  })

  it('take a few looks at each queue, however many there are', () => {
    const queues = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`queue ${i}`, {}]))
    const policy = parsePolicy({ channels: { chat: {} }, queues })
    let looks = 0
    const counted = policy.normal.queues.map((queue) => ({
      ...queue,
      get band() {
        return (looks++, queue.band)
      },
    }))
    starvationBounds({ ...policy, normal: { ...policy.normal, queues: counted } })
    expect(looks).toBeLessThan(10 * counted.length)
  })

  it('stretch where ageing is slow', () => {
    const tiers = { all: { ageingPercent: 50 } }
    const [bound] = bounds({ ...plain, tiers, emotion: { headStartMs: 1000 } })
    expect(bound).toEqual({
      queue: 'main',
      tier: null,
      boundMs: 2000,
      reason:
        'head starts differ by up to 1 s, slower ageing costs up to 1 s more until the cap at 15 min; ' +
        'a difference given by hand adds up to 100/50 times itself',
    })
    expect(numbers({ ...plain, tiers, emotion: { headStartMs: 1000 }, ageingCapMs: 600 })[0]![2]).toBe(1300)
  })

  it('stand still at 0 % until the cap', () => {
    const tiers = { all: { ageingPercent: 0 } }
    expect(numbers({ ...plain, tiers, emotion: { headStartMs: 1000 } })[0]![2]).toBe(901_000)
    const [bound] = bounds({ ...plain, tiers, ageingCapMs: 'none' })
    expect(bound!.boundMs).toBe(null)
    expect(bound!.reason).toBe(
      'unbounded: at 0 % and without an ageing cap, no wait makes up for a head start',
    )
  })

  it('without a cap exist for the fastest tier only', () => {
    const tiers = { fast: { ageingPercent: 200 }, slow: {} }
    const uncapped = bounds({ ...plain, tiers, emotion: { headStartMs: 1000 }, ageingCapMs: 'none' })
    expect(uncapped.map(({ boundMs }) => boundMs)).toEqual([500, null])
    expect(uncapped[0]!.reason).toBe(
      'head starts differ by up to 1 s, faster ageing makes good at least 0.5 s of it; ' +
        'a difference given by hand adds itself',
    )
    expect(uncapped[1]!.reason).toBe(
      'unbounded: tier "fast" ages faster (200 % against 100 %) without an ageing cap',
    )
  })

  it('end where something goes before standing', () => {
    expect(bounds({ workOrder: ['fit', 'standing'] })[0]!.reason).toMatch(
      /^unbounded: .* "fit" before standing$/,
    )
    expect(bounds({ workOrder: ['queueLength', 'fit', 'standing'] })[0]!.boundMs).toBe(null)
    expect(bounds({ matching: { mode: 'batch', windowMs: 5 } })[0]!.reason).toMatch(/^unbounded: batch/)
    const queues = { main: {}, pulled: { pullOnly: true } }
    expect(numbers({ ...plain, queues })).toEqual([
      ['main', null, 0],
      ['pulled', null, null],
    ])
  })
})
