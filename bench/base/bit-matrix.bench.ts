/**
 * Scanning what a decision scans: the members of a sparse BitSet (which lanes are not empty) and of one row of a
 * BitMatrix (which lanes a group may serve), beside an array of bytes and the naive twins. Sums of members are compared
 * before anything is timed.
 * Run: npm run bench -- --only base/bit-matrix
 */
import { BitMatrix, BitSet } from '../../src/base/bit-matrix.js'
import { Stream } from '../../src/base/prng.js'
import { BitMatrixModel, BitSetModel } from '../../test/model/base/base-bit-matrix.js'
import { compare, type Row, type Scale } from '../measure.js'

const SIZE = 4_096
const MEMBERS = [4, 64, 1_024]

/** A name and a scan from the first member to the last that returns their sum. */
type Scan = readonly [name: string, scan: () => number]

function scans(members: number): Scan[] {
  const set = new BitSet(SIZE)
  const matrix = new BitMatrix(1, SIZE)
  const bytes = new Uint8Array(SIZE)
  const setModel = new BitSetModel()
  const matrixModel = new BitMatrixModel(1)
  const stream = Stream.named(1, members, 'members')
  while (set.count < members) {
    const i = Math.floor(stream.uniform() * SIZE)
    bytes[i] = 1
    set.set(i)
    setModel.set(i)
    matrix.set(0, i)
    matrixModel.set(0, i)
  }
  const all: Scan[] = [
    [
      'BitSet',
      () => {
        let sum = 0
        for (let i = set.next(0); i >= 0; i = set.next(i + 1)) sum += i
        return sum
      },
    ],
    [
      'BitMatrix row',
      () => {
        let sum = 0
        for (let i = matrix.next(0, 0); i >= 0; i = matrix.next(0, i + 1)) sum += i
        return sum
      },
    ],
    [
      'bytes',
      () => {
        let sum = 0
        for (let i = 0; i < SIZE; i++) if (bytes[i] === 1) sum += i
        return sum
      },
    ],
  ]
  if (members > MEMBERS[1]!) return all
  return [
    ...all,
    [
      'naive twin',
      () => {
        let sum = 0
        for (let i = setModel.next(0); i >= 0; i = setModel.next(i + 1)) sum += i
        return sum
      },
    ],
    [
      'naive twin row',
      () => {
        let sum = 0
        for (let i = matrixModel.next(0, 0); i >= 0; i = matrixModel.next(0, i + 1)) sum += i
        return sum
      },
    ],
  ]
}

export function run(scale: Scale): Row[] {
  return MEMBERS.flatMap((members) => {
    const contenders = scans(members).map(([name, scan]) => ({
      name,
      steps: (n: number): number => {
        let sum = 0
        for (let i = 0; i < n; i++) sum += scan()
        return sum
      },
      digest: String(scan()),
    }))
    return compare(`scan ${members} of ${SIZE}`, contenders, { scale, rival: 'bytes', latency: false })
  })
}
