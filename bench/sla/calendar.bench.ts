/**
 * Questions to a compiled business calendar beside the naive twin, which walks from minute to minute (its clocks read
 * beforehand), and what compiling costs. The answers are compared before anything is timed.
 * Run: npm run bench -- --only sla/calendar
 */
import { Hash64, Stream } from '../../src/base/prng.js'
import { Calendar } from '../../src/sla/calendar.js'
import { type CalendarSpec, compileCalendar } from '../../src/sla/calendar-compile.js'
import { CalendarModel } from '../../test/model/sla/calendar.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'

const BATCH = 1_000
const CHECKED = 200
const HOUR_MS = 3_600_000
const FROM_MS = Date.UTC(2026, 0, 1)
const spec: CalendarSpec = {
  zone: 'America/New_York',
  weekly: { 'mon-fri': ['09:00-12:00', '13:00-17:00'], sat: ['10:00-14:00'] },
  exceptions: { '2026-12-25': [] },
}

type Answers = Pick<Calendar, 'addWorking' | 'workingBetween'>
type Work = (calendar: Answers, aMs: number, bMs: number) => number

const works: Readonly<Record<string, Work>> = {
  'addWorking 4 h': (calendar, aMs) => calendar.addWorking(aMs, 4 * HOUR_MS),
  'addWorking -1 h': (calendar, aMs) => calendar.addWorking(aMs, -HOUR_MS),
  workingBetween: (calendar, aMs, bMs) => calendar.workingBetween(aMs, bMs),
}

/** Instants of the middle of the range, and others up to two days later. */
function questions(toMs: number): { a: Float64Array; b: Float64Array } {
  const stream = Stream.named(1, 0, 'questions')
  const spanMs = toMs - FROM_MS
  const a = Float64Array.from(
    { length: BATCH },
    () => FROM_MS + Math.floor((0.1 + 0.8 * stream.uniform()) * spanMs),
  )
  const b = a.map((atMs) => atMs + Math.floor(stream.uniform() * 48 * HOUR_MS))
  return { a, b }
}

function digestOf(
  work: Work,
  calendar: Answers,
  { a, b }: ReturnType<typeof questions>,
  checked: number,
): string {
  const hash = new Hash64()
  for (let i = 0; i < checked; i++) hash.number(work(calendar, a[i]!, b[i]!))
  return hash.digest()
}

/** Questions without end, the first `count` again and again. */
function asked(
  name: string,
  work: Work,
  calendar: Answers,
  { a, b }: ReturnType<typeof questions>,
  count: number,
  checked: number,
): Contender {
  let next = 0
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++, next++) sum += work(calendar, a[next % count]!, b[next % count]!)
    return sum
  }
  return { name, steps, digest: digestOf(work, calendar, { a, b }, checked) }
}

function compiling(zone: string): Contender {
  const compile = (): number =>
    compileCalendar({ ...spec, zone }, FROM_MS, Date.UTC(2027, 0, 1)).opensAtMs.length
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += compile()
    return sum
  }
  // Zones differ in their instants, so there is nothing to compare.
  return { name: zone, steps, digest: '-' }
}

export function run(scale: Scale): Row[] {
  const rows: Row[] = []
  const checked = scale === 'tiny' ? 5 : CHECKED
  for (const years of scale === 'full' ? [1, 10] : [1]) {
    const toMs = Date.UTC(2026 + years, 0, 1)
    const asking = questions(toMs)
    const calendar = new Calendar(compileCalendar(spec, FROM_MS, toMs))
    const model = new CalendarModel(spec, FROM_MS, toMs)
    for (const [name, work] of Object.entries(works)) {
      const contenders = [
        asked('Calendar', work, calendar, asking, BATCH, checked),
        asked('naive twin', work, model, asking, CHECKED, checked),
      ]
      rows.push(...compare(`${name}, ${years} y`, contenders, { scale, rival: 'naive twin', latency: false }))
    }
  }
  const zones = ['UTC', 'America/New_York'].map(compiling)
  rows.push(...compare('compile one year', zones, { scale, rival: 'UTC', latency: false }))
  return rows
}
