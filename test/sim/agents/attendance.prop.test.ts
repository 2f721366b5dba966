/** Absences take the share of time that is stated, and stay within shifts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attendanceOf } from '../../../src/sim/agents/attendance.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import type { AbsenceSpec } from '../../../src/sim/scenario-language/staff-spec.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario } from '../small-scenario.js'

const HOUR_MS = 3_600_000

function groupWith(absence: AbsenceSpec): ReturnType<typeof smallScenario>['groups'][number] {
  return smallScenario({
    until: '8h',
    days: 5,
    absence,
    agents: [
      {
        name: 'team',
        count: 50,
        shifts: [
          { from: 0, to: '4h' },
          { from: '5h', to: '8h' },
        ],
      },
    ],
  }).groups[0]!
}

describe('attendance', () => {
  it('is complete and without a draw where nobody is away', () => {
    const { shifts, ill, absences } = attendanceOf(groupWith({}), 'a', {
      seed: 1,
      replication: 0,
      untilMs: 1e9,
    })
    expect(shifts.length).toBe(10)
    expect([...ill, ...absences]).toEqual([])
  })

  it('leaves absences within shifts, one after the other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.05, 0.3, 0.9),
        fc.constantFrom('5min', '20min', '9h'),
        fc.integer({ min: 0, max: 1e6 }),
        (shrinkage, length, seed) => {
          const group = groupWith({ shrinkage, length, sickLeave: 0.2, noShow: 0.2 })
          const { shifts, ill, absences } = attendanceOf(group, 'a', {
            seed,
            replication: 0,
            untilMs: 99 * HOUR_MS,
          })
          expect(shifts.length + ill.length).toBeLessThanOrEqual(10)
          absences.forEach(({ fromMs, toMs }, i) => {
            expect(Number.isInteger(fromMs) && Number.isInteger(toMs) && fromMs < toMs).toBe(true)
            expect(i === 0 || absences[i - 1]!.toMs <= fromMs).toBe(true)
            expect(shifts.some((shift) => shift.fromMs <= fromMs && toMs <= shift.toMs)).toBe(true)
            expect(toMs).toBeLessThanOrEqual(99 * HOUR_MS)
          })
        },
      ),
    )
  })

  it('is the same in the shifts that are left, whoever misses others', () => {
    const luck = { seed: 5, replication: 1, untilMs: 1e9 }
    const all = attendanceOf(groupWith({ shrinkage: 0.3 }), 'a', luck)
    const some = attendanceOf(groupWith({ shrinkage: 0.3, sickLeave: 0.3, noShow: 0.3 }), 'a', luck)
    expect(some.shifts.length).toBeLessThan(10)
    expect(some.absences).toEqual(
      all.absences.filter(({ fromMs, toMs }) =>
        some.shifts.some((shift) => shift.fromMs <= fromMs && toMs <= shift.toMs),
      ),
    )
    const onlyIll = attendanceOf(groupWith({ sickLeave: 0.3 }), 'a', luck)
    const missing = new Set(some.shifts.map(({ fromMs }) => fromMs))
    expect(onlyIll.ill.every(({ fromMs }) => !missing.has(fromMs))).toBe(true)
  })

  it('loses the shares that are stated', () => {
    const agents = 4_000
    const shrinkage = 0.2
    const group = groupWith({ shrinkage, length: '30min', sickLeave: 0.1, noShow: 0.05 })
    let ill = 0
    let attended = 0
    const shares: number[] = []
    for (let agent = 0; agent < agents; agent++) {
      const found = attendanceOf(group, `a${agent}`, { seed: 3, replication: 0, untilMs: 1e9 })
      ill += found.ill.length
      attended += found.shifts.length
      const ofShifts = found.shifts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
      const away = found.absences.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
      if (ofShifts > 0) shares.push(away - shrinkage * ofShifts)
    }
    const all = agents * 10
    const bound = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / all)
    expect(Math.abs(ill / all - 0.095)).toBeLessThan(bound(0.095))
    expect(Math.abs(attended / all - 0.855)).toBeLessThan(bound(0.855))
    const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length
    const spread = Math.sqrt(
      shares.reduce((sum, each) => sum + each * each, 0) / shares.length / shares.length,
    )
    expect(Math.abs(mean)).toBeLessThan(4 * spread)
  })

  it('of nobody leaves everybody who calls without anybody to serve them, also when the shift is over', () => {
    const scenario = smallScenario({
      patience: '1min',
      absence: { sickLeave: 0.9999 },
      agents: [{ name: 'anna', shifts: [{ from: 0, to: '10min' }] }],
    })
    const { numerators } = measure(scenario, simulate(scenario, 2, 0))
    const told = (name: string): number => numerators[MEASURES.findIndex((each) => each.name === name)]!
    expect(told('offered')).toBeGreaterThan(30)
    expect(told('unservable')).toBe(told('offered'))
  })

  it('is what a run pays for, and misses', () => {
    const scenario = smallScenario({
      until: '1000h',
      demand: { calls: { arrivals: { perHour: 0.001 } } },
      absence: { shrinkage: 0.3 },
      agents: [{ name: 'team', count: 20 }],
    })
    const { numerators, denominators } = measure(scenario, simulate(scenario, 2, 0))
    const told = (name: string): number => {
      const column = MEASURES.findIndex((each) => each.name === name)
      return numerators[column]! / denominators[column]!
    }
    expect(told('paidHours')).toBeCloseTo(20_000, 6)
    expect(told('agentHours')).toBeCloseTo(20_000 * (1 - told('shrinkage')), 6)
    expect(told('shrinkage')).toBeCloseTo(0.3, 1)
  })
})
