/**
 * How far time goes: every instant and length of time that is told in milliseconds is within it. Chosen so that instants times the
 * fastest rate of ageing, in percent, are still exact as doubles.
 */

/** The latest instant, some 139 years after 1970, and the longest span, in ms. */
export const LATEST_MS = 2 ** 42
