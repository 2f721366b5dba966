/**
 * skillroute: the routing brain of a contact centre, as a library. Everything a back end needs is here; the staffing
 * formulas have an entry point of their own, the simulator is the command line. Re-exports only; nothing is defined here.
 */
export { InvariantError } from './base/assert.js'
export { ConfigError, faultText, type Fault } from './base/fault.js'
export type { BotOutcome, Collected } from './engine/events/bot-event.js'
export type { Callback } from './engine/events/callback-event.js'
export type {
  AgentRef,
  CallbackWindow,
  Command,
  CommandType,
  ContactNeed,
  ContactRef,
} from './engine/commands/command.js'
export {
  createEngine,
  restoreEngine,
  type ContactView,
  type Engine,
  type EngineOptions,
  type EngineSnapshot,
  type WaitEstimate,
  type WaitingContact,
  type WaitQuery,
} from './engine/engine.js'
export type {
  ContactState,
  EmotionPoint,
  EndedBy,
  EngineEvent,
  Episode,
  EventType,
  Outcome,
  RefusalCode,
} from './engine/events/event.js'
export type {
  CandidateExplanation,
  DecisionExplanation,
  NeverReason,
  NotNowReason,
} from './engine/matching/explanation.js'
export {
  createLiveMeasures,
  restoreLiveMeasures,
  type Drop,
  type LiveChartSpec,
  type LiveMeasures,
  type LiveMeasuresOptions,
  type LiveMeasuresSnapshot,
  type RatingOutcome,
} from './engine/live/live-measures.js'
export {
  checkPolicy,
  definePolicy,
  parsePolicy,
  policyJsonSchema,
  type Horizon,
  type NamesOf,
  type Policy,
  type PolicyOptions,
} from './engine/policy/policy.js'
export type {
  AgentTerm,
  ChannelSpec,
  DefaultIssue,
  DefaultTier,
  EmotionClass,
  EmotionSpec,
  IssueSpec,
  Names,
  NeedSpec,
  PolicySpec,
  FollowUpSpec,
  QueueSpec,
  RelaxSpec,
  SkillLevels,
  TierSpec,
  WorkTerm,
} from './engine/policy/policy-spec.js'
export { twoTrackAnswer } from './engine/policy/promise-presets.js'
export type {
  ClockName,
  PresetSpec,
  PromiseSpec,
  PromisesSpec,
  PromiseTermsSpec,
  QueuePromiseSpec,
  QueueRuleSpec,
  RuleSpec,
  StageAction,
  StepSpec,
} from './engine/policy/promise-spec.js'
export { starvationBounds, type StarvationBound } from './engine/policy/starvation.js'
export { runLive, type Live, type LiveClock, type LiveCommand, type LiveOptions } from './host/run-live.js'
export { AssignmentSolver } from './routing/assignment.js'
export { emotionClass, emotionHeadStartMs, type EmotionThresholds } from './routing/emotion.js'
export {
  DEFAULT_RFM_RULES,
  checkRfmCuts,
  fitRfm,
  scoreRfm,
  tierOf,
  type RfmCuts,
  type RfmGrade,
  type RfmInput,
  type RfmRule,
  type RfmScore,
  type RfmTier,
} from './routing/rfm.js'
export { Calendar, type CalendarData } from './sla/calendar.js'
export { checkCalendar, compileCalendar, type CalendarSpec } from './sla/calendar-compile.js'
export type { MeasureTableJson, Period, RowKind, RowName } from './sla/measure-table.js'
export {
  mergeMeasures,
  restoreMeasures,
  type Fairness,
  type MeasureValue,
  type MeasureView,
  type PeriodSpan,
  type Shared,
} from './sla/measure-view.js'
export { LIVE_MEASURES, type LiveMeasureDefinition } from './sla/measures.js'
export { designChart, type ChartDesign, type ChartSpec } from './sla/control-chart.js'
export { AFTER_SALES_TARGETS, judge, type Target, type Verdict } from './sla/targets.js'
