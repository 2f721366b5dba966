/** Staffing formulas: how many agents a load needs, and what callers meet with a given number. */
export { erlangB, erlangBMeasures } from './erlang-b.js'
export type { ErlangBMeasures } from './erlang-b.js'
export { erlangC, erlangCMeasures, erlangCServiceLevel, erlangCWaitQuantileMs } from './erlang-c.js'
export type { ErlangCMeasures } from './erlang-c.js'
export { erlangA, erlangAMeasures, erlangAServiceLevels } from './erlang-a.js'
export type {
  ErlangA,
  ErlangAMeasures,
  ErlangAServiceLevels,
  ImpatientTraffic,
  Patience,
} from './erlang-a.js'
export { mmckMeasures, mmckServiceLevel } from './mmck.js'
export type { FiniteQueueTraffic, MmckMeasures } from './mmck.js'
export { garnett, garnettBeta, halfinWhitt, halfinWhittBeta, squareRootAgents } from './square-root.js'
export { erlangARequirement, erlangBRequirement, erlangCRequirement, grossUp } from './requirement.js'
export type {
  ErlangATargets,
  ErlangBTargets,
  ErlangCTargets,
  OccupancyTargets,
  Requirement,
  ServiceLevelDefinition,
  ServiceLevelTarget,
  TargetProof,
} from './requirement.js'
export { leastCostSchedule } from './schedule.js'
export type { Schedule, ScheduleProblem, ScheduledShift, ShiftBreak, ShiftPattern } from './schedule.js'
export { offeredLoad } from './traffic.js'
export type { StaffedTraffic, Traffic } from './traffic.js'
