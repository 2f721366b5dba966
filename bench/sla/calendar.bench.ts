/**
 * Questions to a compiled business calendar beside the naive twin, which walks from minute to minute (its clocks read
 * beforehand), and what compiling costs. The answers are compared before anything is timed.
 * Run: npx tsx bench/sla/calendar.bench.ts
 */
import { Bench } from 'tinybench'
import { Hash64, Stream } from '../../src/base/prng.js'
import { Calendar } from '../../src/sla/calendar.js'
import { type CalendarSpec, compileCalendar } from '../../src/sla/calendar-compile.js'
import { CalendarModel } from '../../test/model/calendar.js'

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

function digestOf(work: Work, calendar: Answers, { a, b }: ReturnType<typeof questions>): string {
  const hash = new Hash64()
  for (let i = 0; i < CHECKED; i++) hash.number(work(calendar, a[i]!, b[i]!))
  return hash.digest()
}

async function print(bench: Bench, perCall: number, digest: string): Promise<void> {
  await bench.run()
  const rows = bench.tasks.flatMap(({ name, result }) =>
    'latency' in result ? [{ name, latency: result.latency }] : [],
  )
  for (const { name, latency } of rows) {
    const ns = (ms: number): string => ((ms * 1e6) / perCall).toFixed(0).padStart(11)
    const ratio = (latency.p50 / rows[0]!.latency.p50).toFixed(2).padStart(10)
    console.log(`${name.padEnd(38)}${ns(latency.min)}${ns(latency.p50)}${ns(latency.p99)}${ratio}  ${digest}`)
  }
}

const options = { time: 300, warmupTime: 100, iterations: 4, warmupIterations: 2, throws: true }
console.log('work                                       min ns     p50 ns     p99 ns   to first  result')
for (const years of [1, 10]) {
  const toMs = Date.UTC(2026 + years, 0, 1)
  const { a, b } = questions(toMs)
  const calendar = new Calendar(compileCalendar(spec, FROM_MS, toMs))
  const model = new CalendarModel(spec, FROM_MS, toMs)
  for (const [name, work] of Object.entries(works)) {
    const digests = [calendar, model].map((each) => digestOf(work, each, { a, b }))
    if (digests[0] !== digests[1]) throw new Error(`${name}: results differ`)
    const bench = new Bench(options)
    for (const [who, each, count] of [
      ['Calendar', calendar, BATCH],
      ['naive twin', model, CHECKED],
    ] as const) {
      bench.add(`${name}, ${years} y, ${who}`, () => {
        let sum = 0
        for (let i = 0; i < BATCH; i++) sum += work(each, a[i % count]!, b[i % count]!)
        return sum
      })
    }
    await print(bench, BATCH, digests[0]!)
  }
}
for (const zone of ['UTC', 'America/New_York']) {
  const compile = (): number =>
    compileCalendar({ ...spec, zone }, FROM_MS, Date.UTC(2027, 0, 1)).opensAtMs.length
  const bench = new Bench(options)
  bench.add(`compile one year, ${zone}`, compile)
  const hash = new Hash64()
  hash.number(compile())
  await print(bench, 1, hash.digest())
}
