/** One mistake at a time in a sound scenario: exactly one fault, at the right place, in words that help. */
import { describe, expect, it } from 'vitest'
import { pathText } from '../../../src/base/fault.js'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'

const sound: ScenarioSpec = {
  name: 'sound',
  from: '08:00',
  until: '12:00',
  interval: '1h',
  warmUp: '30min',
  policy: {
    channels: { phone: { exclusive: true }, chat: {} },
    skills: ['repair', 'senior'],
    queues: { calls: { channels: ['phone'] }, all: {} },
    regions: ['north', 'south'],
    pools: ['reserve'],
  },
  demand: {
    calls: {
      arrivals: { perInterval: [1, 2, 3, 4] },
      tier: { core: 1, regular: 2 },
      issue: 'repair',
      region: { north: 1 },
      emotion: { 0: 5, 80: 1 },
    },
    all: {
      arrivals: { blocks: [{ from: '08:00', to: '10:00', perHour: 5 }] },
      channel: { phone: 1, chat: 2 },
      patience: [{ channel: 'chat', time: 'never' }, { time: { law: 'exponential', mean: '5min' } }],
    },
  },
  service: [
    { agentLevel: { repair: 50 }, time: '3min' },
    { time: { law: 'lognormal', mean: '5min', cv: 1 } },
  ],
  wrapUp: { law: 'erlang', k: 2, mean: '30s' },
  agents: [
    { name: 'anna', skills: { repair: 80 }, queues: ['calls'], region: 'north', pool: 'reserve' },
    {
      name: 'team',
      count: 3,
      channels: ['chat'],
      shifts: [
        { from: '08:00', to: '09:00' },
        { from: '10:00', to: '12:00' },
      ],
      breaks: [{ from: '08:30', to: '08:40', turns: 3 }],
    },
  ],
  bot: { on: true, containment: { repair: 0.5 } },
}

type Change = (scenario: Plain) => void

/** The sound scenario as plain data that a test may spoil. */
type Plain = Record<string, unknown> & {
  demand: Record<string, Record<string, unknown>>
  agents: Record<string, unknown>[]
}

function mutable(): Plain {
  return JSON.parse(JSON.stringify(sound)) as Plain
}

const mistakes: readonly [name: string, change: Change, fault: RegExp][] = [
  ['no end', (s) => void delete s['until'], /^until: is missing/],
  ['an end before the start', (s) => void (s['until'] = '07:00'), /^until: must be later than `from`/],
  ['a warm-up as long as the day', (s) => void (s['warmUp'] = '4h'), /^warmUp: must be shorter/],
  ['a tiny interval', (s) => spoilInterval(s, '5ms'), /^interval: must be at least 1 s/],
  [
    'an interval longer than the time',
    (s) => spoilInterval(s, '2d'),
    /^interval: must not be longer than the \S+ from `from` to `until` \(\S+ is one interval, 30min is usual\)/,
  ],
  [
    'intervals that do not tile the time',
    (s) => spoilInterval(s, 7 * 60_000),
    /^interval: must divide the \S+ from `from` to `until`: \S+ would be left over \(\S+ or \S+ would fit\)/,
  ],
  [
    'intervals that do not tile the day',
    (s) => {
      spoilInterval(s, 7 * 3_600_000)
      s['intervalOfDay'] = true
    },
    /^interval: must divide the day: 3h would be left over \(6h or 8h would fit\)/,
  ],
  ['nobody calls', (s) => void delete (s as { demand?: unknown }).demand, /nobody calls/],
  ['nobody works', (s) => void (s.agents = []), /^agents: nobody works/],
  [
    'an unknown queue',
    (s) => void (s.demand['cals'] = s.demand['calls']!),
    /unknown queue "cals" \(maybe "calls"\?\)/,
  ],
  [
    'an unknown tier',
    (s) => void (s.demand['calls']!['tier'] = 'cor'),
    /^demand.calls.tier: unknown tier "cor"/,
  ],
  [
    'an unknown issue',
    (s) => void (s.demand['calls']!['issue'] = { repiar: 1 }),
    /issue.repiar: unknown issue/,
  ],
  ['an unknown region', (s) => void (s.demand['calls']!['region'] = 'nroth'), /unknown region "nroth"/],
  [
    'no weight',
    (s) => void (s.demand['calls']!['tier'] = { core: 0 }),
    /^demand.calls.tier: must have a weight/,
  ],
  [
    'no weight of scores',
    (s) => void (s.demand['calls']!['emotion'] = { 5: 0 }),
    /emotion: must have a weight/,
  ],
  ['a score beyond 100', (s) => void (s.demand['calls']!['emotion'] = { 101: 1 }), /must be a score/],
  [
    'no channel',
    (s) => void delete s.demand['all']!['channel'],
    /^demand.all.channel: is missing \(the queue takes/,
  ],
  ['a closed channel', (s) => void (s.demand['calls']!['channel'] = 'chat'), /does not take channel "chat"/],
  [
    'two ways to arrive',
    (s) => void (s.demand['all']!['arrivals'] = { perHour: 1, blocks: [] }),
    /exactly one of/,
  ],
  [
    'too few numbers',
    (s) => void (s.demand['calls']!['arrivals'] = { perInterval: [1] }),
    /must have 4 numbers/,
  ],
  [
    'blocks that overlap',
    overlappingBlocks,
    /blocks\[1\].from: must not be before the end of the block above/,
  ],
  ['a block backwards', backwardBlock, /blocks\[0\].to: must be later than `from`/],
  [
    'no service',
    (s) => void delete s['service'],
    /demand.calls.service: is missing[^]*demand.all.service: is missing/,
  ],
  [
    'no rule for the rest',
    (s) => void (s['service'] = [{ tier: 'core', time: '1s' }]),
    /^service: must end with a rule/,
  ],
  ['no rules at all', (s) => void (s['service'] = []), /^service: must end with a rule/],
  [
    'a rule for nobody',
    (s) => void (s['wrapUp'] = [{ channel: 'fax', time: '1s' }, { time: '2s' }]),
    /unknown channel "fax"/,
  ],
  ['patience by agent', patienceByAgent, /^patience\[0\].agentLevel: patience does not know the agent/],
  ['a wrap-up without end', (s) => void (s['wrapUp'] = 'never'), /^wrapUp: must come to an end/],
  ['demand of nothing', (s) => void (s.demand = {}), /^demand: nobody calls/],
  [
    'a mean beyond all measure',
    (s) => void (s['patience'] = { law: 'weibull', scale: '3min', shape: 0.001 }),
    /patience: has a mean of more than 69 years/,
  ],
  [
    'a lognormal beyond all measure',
    (s) => void (s['patience'] = { law: 'lognormal', mu: 1, sigma: 9 }),
    /patience: has a mean of more than 69 years/,
  ],
  ['half a lognormal', (s) => void (s['service'] = { law: 'lognormal', mean: '1s' }), /either mean and cv/],
  [
    'a time of nothing',
    (s) => void (s['service'] = { law: 'exponential', mean: 0 }),
    /^service.mean: must be longer/,
  ],
  [
    'no measured times',
    (s) => void (s['patience'] = { law: 'empirical', values: [] }),
    /^patience.values: must hold/,
  ],
  [
    'a gamma law that varies too much',
    (s) => void (s['patience'] = { law: 'gamma', mean: '1min', cv: 20 }),
    /^patience.cv: must be a number from 0.01 to 10/,
  ],
  ['several days that are longer than one', longDays, /^until: must be at most 24 h/],
  [
    'nobody at night',
    (s) => void (s['days'] = 2),
    /^agents\[0\].shifts: is missing: where there are several days, .* \(as in shifts: \[\{ from: 08:00, to: 12:00 \}\]\)/,
  ],
  ['weekdays of no week', (s) => void (s['weekdays'] = { monday: 2 }), /^weekdays: needs a `firstDay`/],
  [
    'an unknown weekday',
    (s) => void (s['firstDay'] = 'Monday'),
    /^firstDay: must be monday, .*"Monday" \(write monday\)$/,
  ],
  ['a day by its end', (s) => void (s['firstDay'] = '23.11.2026'), /"23\.11\.2026" \(write 2026-11-23\)$/],
  ['a day of no calendar', (s) => void (s['firstDay'] = '31.11.2026'), /not "31\.11\.2026"$/],
  [
    'a day that does not exist',
    (s) => void (s['firstDay'] = '2026-02-30'),
    /^firstDay: must be .* or a date/,
  ],
  [
    'seasons without a date',
    (s) => season(s, 'monday', '2026-11-04'),
    /^seasons: needs a date as `firstDay`/,
  ],
  [
    'a season backwards',
    (s) => season(s, '2026-11-01', '2026-11-02'),
    /^seasons\[0\].to: must not be before/,
  ],
  [
    'shifts on days of no week',
    (s) => void (s.agents[1]!['shifts'] = [{ from: 0, to: '9h', on: ['monday'] }]),
    /shifts\[0\].on: needs/,
  ],
  [
    'a surge backwards',
    (s) => void (s['surges'] = [{ from: '9h', to: '5h', factor: 2 }]),
    /^surges\[0\].to: must be later/,
  ],
  [
    'a surge of one queue backwards',
    (s) => void (s.demand['all']!['surges'] = [{ from: '9h', to: '5h', factor: 2 }]),
    /^demand.all.surges\[0\].to/,
  ],
  [
    'batches of nobody',
    (s) => void (s.demand['all']!['batch'] = { 0: 1 }),
    /batch.0: must be a number of contacts/,
  ],
  [
    'batches without a weight',
    (s) => void (s.demand['all']!['batch'] = { 2: 0 }),
    /^demand.all.batch: must have a weight/,
  ],
  [
    'counts that nobody read',
    (s) => void (s.demand['all']!['arrivals'] = { counts: { file: 'x.csv' } }),
    /arrivals.counts: was not read/,
  ],
  [
    'balking at no number',
    (s) => void (s['balking'] = { few: 1 }),
    /^balking.few: must be a number of waiting/,
  ],
  [
    'a redial at once',
    (s) => void (s['redial'] = { chance: 1, after: 0 }),
    /^redial.after: must be longer than 0/,
  ],
  [
    'repeats of what is resolved',
    (s) => void (s['repeat'] = { chance: 1, after: '5s' }),
    /^repeat: needs a `resolution`/,
  ],
  [
    'resolution that leaves somebody out',
    (s) => void (s['resolution'] = [{ issue: 'repair', share: 1 }]),
    /^resolution: must end with a rule .*only `share`/,
  ],
  [
    'resolution of an unknown issue',
    (s) => void (s.demand['all']!['resolution'] = [{ issue: 'x', share: 1 }, { share: 0 }]),
    /^demand.all.resolution\[0\].issue: unknown issue/,
  ],
  ['points that fall', fallingPoints, /points\[1\]\[1\]: must not be below/],
  [
    'points without an end',
    (s) =>
      void (s['service'] = {
        law: 'quantiles',
        points: [
          [0, '1s'],
          [0.5, '2s'],
        ],
      }),
    /share 0 to/,
  ],
  [
    'an unknown law',
    (s) => void (s['service'] = { law: 'exponental', mean: 5 }),
    /^service.law: must be .*exponential/,
  ],
  ['an unknown unit', (s) => void (s['service'] = '3 minutes'), /^service: must be never, or a time/],
  [
    'an unknown skill',
    (s) => void (s.agents[0]!['skills'] = { repiar: 5 }),
    /unknown skill "repiar" \(maybe "repair"/,
  ],
  ['an unknown pool', (s) => void (s.agents[0]!['pool'] = 'x'), /^agents\[0\].pool: unknown pool "x"/],
  [
    'a name twice',
    (s) => void (s.agents[1]!['name'] = 'anna'),
    /^agents\[1\].name: "anna" is taken by the agents "anna"/,
  ],
  [
    'a number taken',
    (s) => void (s.agents[0]!['name'] = 'team-3'),
    /^agents\[1\].name: "team-3" is taken by the agents "team-3"/,
  ],
  ['shifts that overlap', overlappingShifts, /shifts\[1\].from: must be after the end of the shift above/],
  [
    'an unknown contained issue',
    (s) => void (s['bot'] = { on: true, containment: { x: 1 }, handOver: { after: '1s' } }),
    /containment.x: unknown/,
  ],
  [
    'a share above 1',
    (s) => void (s['bot'] = { on: true, containment: 1.5 }),
    /^bot.containment: must be a number from 0/,
  ],
  ['an unknown key', (s) => void (s['agent'] = []), /^agent: unknown key "agent" \(maybe "agents"\?\)/],
  [
    'a key on another level',
    (s) => void (s.agents[0]!['sickLeave'] = 0.1),
    /^agents\[0\].sickLeave: unknown key "sickLeave" \(it belongs in agents\[0\].absence or in absence\)/,
  ],
  [
    'a key of the policy at the top',
    (s) => void (s['maxWaiting'] = 9),
    /^maxWaiting: unknown key "maxWaiting" \(it belongs in policy.queues.NAME\)/,
  ],
]

function spoilInterval(s: Plain, interval: number | string): void {
  s['interval'] = interval
  s.demand['calls']!['arrivals'] = { perHour: 1 }
}

/** Two days of 25 hours, with shifts for those who have none. */
function longDays(s: Plain): void {
  s['until'] = '33:00'
  s['days'] = 2
  spoilInterval(s, 3_600_000)
  s.agents[0]!['shifts'] = [{ from: '08:00', to: '09:00' }]
}

function season(s: Plain, firstDay: string, to: string): void {
  s['firstDay'] = firstDay
  s['seasons'] = [{ from: '2026-11-03', to, factor: 2 }]
}

function overlappingBlocks(s: Plain): void {
  const blocks = [
    { from: '08:00', to: '10:00', perHour: 1 },
    { from: '09:00', to: '11:00', perHour: 1 },
  ]
  s.demand['all']!['arrivals'] = { blocks }
}

function backwardBlock(s: Plain): void {
  s.demand['all']!['arrivals'] = { blocks: [{ from: '10:00', to: '09:00', perHour: 1 }] }
}

function patienceByAgent(s: Plain): void {
  s['patience'] = [{ agentLevel: { repair: 1 }, time: '1s' }, { time: '2s' }]
}

function fallingPoints(s: Plain): void {
  const points = [
    [0, '5s'],
    [1, '4s'],
  ]
  s['service'] = { law: 'quantiles', points }
}

function overlappingShifts(s: Plain): void {
  const shifts = [
    { from: '08:00', to: '09:00' },
    { from: '09:00', to: '10:00' },
  ]
  s.agents[1]!['shifts'] = shifts
}

describe('a sound scenario', () => {
  it('has no fault', () => {
    expect(checkScenario(sound)).toEqual([])
  })

  it.each(mistakes)('with %s', (_, change, fault) => {
    const spoilt = mutable()
    change(spoilt)
    const told = checkScenario(spoilt).map(
      ({ path, message, hint }) => `${pathText(path)}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
    )
    expect(told.join('\n')).toMatch(fault)
    expect(told.length, told.join('\n')).toBe(fault.source.includes('[^]*') ? 2 : 1)
  })
})
