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
  journal: [...siblings, 'engine'],
  host: [...siblings, 'engine'],
  cli: [...siblings, 'staffing', 'engine', 'sim', 'journal', 'host'],
}

/** Folders that are functions of what they are told: no clock, no chance, no input or output. */
export const core: readonly string[] = ['base', 'staffing', 'queue', 'routing', 'sla', 'engine', 'sim']

/** Packages a folder may import beside its own house. A development dependency is allowed only where it is bundled. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  base: ['heap-js'],
  staffing: [],
  queue: ['heap-js'],
  routing: ['heap-js', 'zod'],
  sla: ['heap-js', 'zod'],
  engine: ['heap-js', 'zod'],
  sim: ['heap-js', 'zod'],
  journal: ['zod'],
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
    'src/routing/assignment-search.ts',
    'src/routing/assignment-state.ts',
    'src/routing/short-heap.ts',
    'src/routing/value-table.ts',
  ],
  // The engine's commands, clocks and matching act on one state; what they do together is compared with the naive twin.
  'test/engine/engine.prop.test.ts': [
    'src/engine/agent-commands.ts',
    'src/engine/agents.ts',
    'src/engine/batch.ts',
    'src/engine/emit-bot.ts',
    'src/engine/callbacks.ts',
    'src/engine/clocks.ts',
    'src/engine/emit-callback.ts',
    'src/engine/extras-row.ts',
    'src/engine/compiled-policy.ts',
    'src/engine/contact-clocks.ts',
    'src/engine/contact-commands.ts',
    'src/engine/contact-view.ts',
    'src/engine/contacts.ts',
    'src/engine/conversation-commands.ts',
    'src/engine/due.ts',
    'src/engine/emit-agent.ts',
    'src/engine/emit-break.ts',
    'src/engine/emit-conversation.ts',
    'src/engine/emit-promise.ts',
    'src/engine/follow-up.ts',
    'src/engine/emit.ts',
    'src/engine/explain.ts',
    'src/engine/guards.ts',
    'src/engine/invariants.ts',
    'src/engine/matching.ts',
    'src/engine/move-commands.ts',
    'src/engine/offer-commands.ts',
    'src/engine/pairing.ts',
    'src/engine/policy-command.ts',
    'src/engine/presence.ts',
    'src/engine/promise-table.ts',
    'src/engine/queue-hours.ts',
    'src/engine/rebuild.ts',
    'src/engine/snapshot.ts',
    'src/engine/state.ts',
    'src/engine/wait.ts',
    'src/engine/work.ts',
  ],
  // Random policies and mistakes in them.
  'test/engine/policy.prop.test.ts': ['src/engine/promise-parts.ts', 'src/engine/promise-schema.ts'],
  // The live measures are counted anew from all events, and compared.
  'test/engine/live-measures.prop.test.ts': [
    'src/engine/live-agents.ts',
    'src/engine/live-contacts.ts',
    'src/engine/live-ratings.ts',
    'src/engine/live-reader.ts',
    'src/engine/live-repeats.ts',
    'src/engine/live-rows.ts',
    'src/sla/measure-entry.ts',
    'src/sla/measure-fields.ts',
  ],
  // What is learned and estimated of waits, through whole runs.
  'test/engine/estimate.prop.test.ts': [
    'src/engine/competition.ts',
    'src/engine/contender.ts',
    'src/engine/estimates-row.ts',
    'src/engine/estimates.ts',
    'src/engine/supply.ts',
    'src/engine/wait-learning.ts',
  ],
  'test/routing/roster.prop.test.ts': ['src/routing/group.ts'],
  'test/sla/promise-clocks.prop.test.ts': ['src/sla/promise.ts'],
  'test/sim/costs.test.ts': ['src/sim/cost-measures.ts'],
  'test/sim/measure-list.test.ts': ['src/sim/measure-entry.ts'],
  // The parts of one simulation run: small days are followed second by second.
  'test/sim/simulate.test.ts': [
    'src/sim/agenda.ts',
    'src/sim/calls.ts',
    'src/sim/contact-columns.ts',
    'src/sim/contact-commands.ts',
    'src/sim/conversations.ts',
    'src/sim/desk.ts',
    'src/sim/handling.ts',
    'src/sim/ledger.ts',
  ],
  'test/sim/scenario-checks.test.ts': [
    'src/sim/behaviour-checks.ts',
    'src/sim/calendar-checks.ts',
    'src/sim/demand-checks.ts',
    'src/sim/interval-checks.ts',
    'src/sim/scenario-names.ts',
    'src/sim/time-checks.ts',
    'src/sim/trace-checks.ts',
  ],
  'test/sim/scenario-schema.test.ts': [
    'src/sim/behaviour-schema.ts',
    'src/sim/demand-schema.ts',
    'src/sim/quantity-schema.ts',
    'src/sim/rfm-schema.ts',
    'src/sim/staff-schema.ts',
    'src/sim/times-schema.ts',
    'src/sim/trace-schema.ts',
    'src/sim/volume-schema.ts',
  ],
  'test/sim/scenario.test.ts': ['src/sim/demand.ts', 'src/sim/staff.ts'],
  'test/sim/times.test.ts': ['src/sim/rule-table.ts'],
  'test/sim/outcomes.test.ts': ['src/sim/behaviour.ts'],
  'test/cli/config-file.test.ts': ['src/cli/config-source.ts'],
  // Threads are seen at work in whole simulations.
  'test/cli/runner.test.ts': ['src/cli/crew.ts'],
  // What is told of a comparison is read as a whole.
  'test/cli/validate.test.ts': ['src/cli/advice-text.ts'],
  'test/cli/compare.test.ts': ['src/cli/compare-section.ts', 'src/cli/compare-text.ts'],
  'test/cli/staff.test.ts': ['src/cli/staff-text.ts'],
  'test/cli/staff-interval.test.ts': ['src/cli/staff-interval-text.ts'],
  // What is planned is compared with what a run gives.
  'test/sim/sample.test.ts': ['src/sim/outline.ts'],
  // The page is looked at as a whole, in a browser too.
  'test/cli/page.test.ts': ['src/cli/page-style.ts'],
  // What the command prints is compared as a whole.
  'test/cli/simulate.test.ts': [
    'src/cli/exit-code.ts',
    'src/cli/report.ts',
    'src/cli/trace-file.ts',
    'src/sim/recorded.ts',
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
export const maxHeaderLines = 12
