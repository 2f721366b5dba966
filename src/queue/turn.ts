/**
 * When the turn of a contact is, among the others of its lane. One object, written anew for each contact: V8 allocates an
 * object for every double that it hands to a function, but writes doubles into the fields of an existing object in place.
 */
export interface Turn {
  key: number
  /** Decide between equal keys, in this order. */
  virtualAtMs: number
  sequence: number
}
