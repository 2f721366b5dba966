/**
 * The plan of the house as data: which folder may import which, who may touch what, and the argued exceptions.
 * Imports point down only. The check itself lives in rules.ts; change the plan here, and say why beside the line.
 */

const siblings = ['base', 'queue', 'routing', 'sla']

/** Folder under src -> the other folders under src it may import. Its own files are always allowed. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  base: [],
  staffing: ['base'],
  queue: ['base'],
  routing: ['base'],
  sla: ['base'],
  engine: siblings,
  sim: [...siblings, 'staffing', 'engine'],
  host: [...siblings, 'engine'],
  cli: [...siblings, 'staffing', 'engine', 'sim', 'host'],
}

/** Folders that are functions of what they are told: no clock, no chance, no input or output. */
export const core: readonly string[] = ['base', 'staffing', 'queue', 'routing', 'sla', 'engine', 'sim']

/** Packages a folder may import beside its own house. A development dependency is allowed only where it is bundled. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  base: [],
  staffing: [],
  queue: ['heap-js'],
  routing: [],
  sla: [],
  engine: ['zod'],
  sim: ['zod'],
  host: [],
  cli: ['zod', 'commander', 'yaml', 'd3-scale', 'd3-shape'],
}

/** The one file that may ask for time zones: it turns a business calendar into sorted instants, once. */
export const calendarCompiler = 'src/sla/calendar-compile.ts'

/** What only the calendar compiler may import. The barrel `date-fns` is refused to it as well: 110 ms of start-up. */
export const calendarPackages: readonly string[] = ['date-fns', '@date-fns/tz']

/**
 * Test -> the source files that have no test of their own stem because this one tests them, through the whole they are
 * part of. The test must reach them by its imports; a line that is no longer needed is a fault.
 */
export const testedThrough: Readonly<Record<string, readonly string[]>> = {
  // The parts of the assignment make sense together only; its laws cover tables of every shape that reaches them.
  'test/routing/assignment.prop.test.ts': [
    'src/routing/assignment-claims.ts',
    'src/routing/assignment-narrow.ts',
    'src/routing/assignment-search.ts',
    'src/routing/assignment-state.ts',
    'src/routing/short-heap.ts',
    'src/routing/value-table.ts',
  ],
  // Which head goes first is what the selection is compared by.
  'test/routing/select.prop.test.ts': ['src/routing/heads.ts'],
  // Shelves and their list are in a sensible state only between the steps of the lines that lie on them.
  'test/base/shelved-lines.prop.test.ts': ['src/base/shelf-list.ts', 'src/base/shelves.ts'],
  // The engine's commands, clocks and matching act on one state; what they do together is compared with the naive twin.
  'test/engine/engine.prop.test.ts': [
    'src/engine/agents/agents.ts',
    'src/engine/matching/batch.ts',
    'src/engine/events/emit-bot.ts',
    'src/engine/contacts/callbacks.ts',
    'src/engine/time/clocks.ts',
    'src/engine/events/emit-callback.ts',
    'src/engine/snapshot/extras-row.ts',
    'src/engine/policy/compiled-policy.ts',
    'src/engine/commands/contact-commands.ts',
    'src/engine/contacts/contact-view.ts',
    'src/engine/contacts/contacts.ts',
    'src/engine/commands/conversation-commands.ts',
    'src/engine/time/due.ts',
    'src/engine/events/emit-agent.ts',
    'src/engine/events/emit-break.ts',
    'src/engine/events/emit-conversation.ts',
    'src/engine/events/emit-promise.ts',
    'src/engine/contacts/follow-up.ts',
    'src/engine/events/emit.ts',
    'src/engine/commands/guards.ts',
    'src/engine/invariants.ts',
    'src/engine/matching/matching.ts',
    'src/engine/commands/move-commands.ts',
    'src/engine/matching/pairing.ts',
    'src/engine/agents/presence.ts',
    'src/engine/policy/promise-table.ts',
    'src/engine/time/queue-hours.ts',
    'src/engine/snapshot/rebuild.ts',
    'src/engine/snapshot/snapshot.ts',
    'src/engine/state.ts',
    'src/engine/contacts/wait.ts',
    'src/engine/agents/work.ts',
  ],
  // Random policies and mistakes in them.
  'test/engine/policy/policy.prop.test.ts': [
    'src/engine/policy/promise-parts.ts',
    'src/engine/policy/promise-schema.ts',
  ],
  // The live measures are counted anew from all events, and compared.
  'test/engine/live/live-measures.prop.test.ts': [
    'src/engine/live/live-agents.ts',
    'src/engine/live/live-contacts.ts',
    'src/engine/live/live-ratings.ts',
    'src/engine/live/live-reader.ts',
    'src/engine/live/live-repeats.ts',
    'src/engine/live/live-rows.ts',
    'src/sla/measure-entry.ts',
    'src/sla/measure-fields.ts',
  ],
  // What is learned and estimated of waits, through whole runs.
  'test/engine/wait-estimates/estimate.prop.test.ts': [
    'src/engine/wait-estimates/competition.ts',
    'src/engine/wait-estimates/contender.ts',
    'src/engine/wait-estimates/estimates-row.ts',
    'src/engine/wait-estimates/estimates.ts',
    'src/engine/wait-estimates/supply.ts',
    'src/engine/wait-estimates/wait-learning.ts',
  ],
  'test/routing/roster.prop.test.ts': ['src/routing/group.ts'],
  'test/sla/promise-clocks.prop.test.ts': ['src/sla/promise.ts'],
  'test/sim/measures/costs.test.ts': ['src/sim/measures/cost-measures.ts'],
  'test/sim/measures/measure-list.test.ts': ['src/sim/measures/measure-entry.ts'],
  // The parts of one simulation run: small days are followed second by second.
  'test/sim/run/simulate.test.ts': [
    'src/sim/run/agenda.ts',
    'src/sim/customers/calls.ts',
    'src/sim/run/contact-columns.ts',
    'src/sim/run/contact-commands.ts',
    'src/sim/run/conversations.ts',
    'src/sim/agents/desk.ts',
    'src/sim/run/ledger.ts',
    'src/sim/run/waiting-room.ts',
  ],
  'test/sim/scenario-checks/scenario-checks.test.ts': [
    'src/sim/scenario-checks/behaviour-checks.ts',
    'src/sim/scenario-checks/calendar-checks.ts',
    'src/sim/scenario-checks/demand-checks.ts',
    'src/sim/scenario-checks/interval-checks.ts',
    'src/sim/scenario-checks/scenario-names.ts',
    'src/sim/scenario-checks/time-checks.ts',
    'src/sim/scenario-checks/trace-checks.ts',
  ],
  'test/sim/scenario-language/scenario-schema.test.ts': [
    'src/sim/scenario-language/behaviour-schema.ts',
    'src/sim/scenario-language/call-schema.ts',
    'src/sim/scenario-language/demand-schema.ts',
    'src/sim/scenario-language/quantity-schema.ts',
    'src/sim/scenario-language/rfm-schema.ts',
    'src/sim/scenario-language/staff-schema.ts',
    'src/sim/scenario-language/times-schema.ts',
    'src/sim/scenario-language/trace-schema.ts',
    'src/sim/scenario-language/volume-schema.ts',
  ],
  'test/sim/scenario/scenario.test.ts': ['src/sim/scenario/demand.ts', 'src/sim/scenario/staff.ts'],
  'test/sim/scenario/times.test.ts': ['src/sim/scenario/rule-table.ts'],
  'test/sim/customers/outcomes.test.ts': ['src/sim/scenario/behaviour.ts'],
  'test/cli/files/config-file.test.ts': ['src/cli/files/config-source.ts'],
  // Threads are seen at work in whole simulations.
  'test/cli/runs/runner.test.ts': ['src/cli/runs/crew.ts'],
  // What is told of a comparison is read as a whole.
  'test/cli/validate.test.ts': ['src/cli/reports/advice-text.ts'],
  'test/cli/compare.test.ts': ['src/cli/reports/compare-text.ts'],
  'test/cli/staff.test.ts': ['src/cli/reports/staff-text.ts'],
  'test/cli/staff-interval.test.ts': ['src/cli/reports/staff-interval-text.ts'],
  // What is planned is compared with what a run gives.
  'test/sim/study/sample.test.ts': ['src/sim/measures/outline.ts'],
  // The page is looked at as a whole, in a browser too.
  'test/cli/reports/page.test.ts': [
    'src/cli/reports/page-charts.ts',
    'src/cli/reports/page-elements.ts',
    'src/cli/reports/page-style.ts',
    'src/cli/reports/page-tables.ts',
  ],
  // What the command prints is compared as a whole.
  'test/cli/simulate.test.ts': [
    'src/cli/exit-code.ts',
    'src/cli/reports/report.ts',
    'src/cli/files/trace-file.ts',
    'src/sim/records/recorded.ts',
  ],
}

/** Benchmark -> the source files whose working together it measures: it stands for no single one, and must reach them all. */
export const measuresTogether: Readonly<Record<string, readonly string[]>> = {
  'bench/routing/decision.bench.ts': [
    'src/queue/waiting-line.ts',
    'src/routing/demand.ts',
    'src/routing/feasible.ts',
    'src/routing/rank.ts',
    'src/routing/roster.ts',
    'src/routing/select.ts',
  ],
  'bench/engine/breaks.bench.ts': ['src/engine/engine.ts', 'src/engine/agents/breaks.ts'],
  'bench/engine/estimate.bench.ts': ['src/engine/engine.ts', 'src/engine/wait-estimates/estimate.ts'],
  'bench/engine/live-measures.bench.ts': ['src/engine/engine.ts', 'src/engine/live/live-measures.ts'],
  'bench/sim/simulate.bench.ts': ['src/engine/engine.ts', 'src/sim/run/simulate.ts'],
  'bench/engine/cycle.bench.ts': ['src/engine/engine.ts', 'src/routing/select.ts'],
  'bench/engine/long.bench.ts': ['src/engine/engine.ts', 'src/routing/select.ts'],
}

/** Words that say nothing about what lives in a file. */
export const emptyNames: ReadonlySet<string> = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'type',
  'types',
  'manager',
  'common',
  'misc',
])

export const maxLines = 400
/** TypeScript files directly in one folder of src. */
export const maxFiles = 24
export const maxHeaderLines = 12
