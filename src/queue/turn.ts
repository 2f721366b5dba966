/**
 * When the turn of a contact is, among the others of its lane. An object that is written anew for each: the VM makes one of every
 * double that it passes on to a function, but keeps doubles in the fields of an object that is there already.
 */
export interface Turn {
  key: number
  /** Decide between equal keys, in this order. */
  virtualAtMs: number
  sequence: number
}
