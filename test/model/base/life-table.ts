/**
 * The naive twin of `LifeTable`: every observation kept; buckets found by walking along their edges, survival multiplied up
 * from the start for every question. It never forgets, so the tables compared with it must not be full.
 */

/** Lower edges: 0, 256, 512, 768, then four to each doubling. */
const EDGES: readonly number[] = [
  0,
  256,
  512,
  768,
  ...Array.from({ length: 92 }, (_, i) => 1024 * 2 ** Math.floor(i / 4) * (1 + (i % 4) / 4)),
]
const LAST = 95

export class LifeTableModel {
  private readonly lives: { readonly age: number; readonly isEnd: boolean }[] = []

  add(age: number, isEnd: boolean): void {
    this.lives.push({ age, isEnd })
  }

  /** Alive at an age, of all. */
  alive(age: number): number {
    let alive = 1
    const bucket = bucketOf(age)
    for (let b = 0; b < bucket; b++) alive *= 1 - this.hazard(b)
    const lower = EDGES[bucket]!
    const upper = EDGES[bucket + 1] ?? 2 ** 33
    return alive * (1 - this.hazard(bucket) * Math.min(1, (age - lower) / (upper - lower)))
  }

  survival(age: number, later: number): number {
    return this.alive(age) <= 0 ? 1 : this.alive(later) / this.alive(age)
  }

  /** The area under the straight pieces of the curve, from an age to the last end that was seen. */
  meanResidual(age: number): number {
    if (this.alive(age) <= 0) return 0
    const ends = this.lives.filter(({ isEnd }) => isEnd).map((life) => bucketOf(life.age))
    const last = Math.max(-1, ...ends)
    if (bucketOf(age) > last) return 0
    const until = EDGES[last + 1] ?? 2 ** 33
    const places = [age, ...EDGES.filter((edge) => edge > age && edge < until), until]
    let area = 0
    for (let i = 1; i < places.length && places[i]! > places[i - 1]!; i++) {
      area += ((this.alive(places[i - 1]!) + this.alive(places[i]!)) / 2) * (places[i]! - places[i - 1]!)
    }
    return area / this.alive(age)
  }

  private hazard(bucket: number): number {
    const inBucket = this.lives.filter(({ age }) => bucketOf(age) === bucket)
    const ended = inBucket.filter(({ isEnd }) => isEnd).length
    const reached = this.lives.filter(({ age }) => bucketOf(age) >= bucket).length
    const exposed = reached - (inBucket.length - ended) / 2
    return exposed > 0 ? ended / exposed : 0
  }
}

function bucketOf(age: number): number {
  let bucket = 0
  while (bucket < LAST && age >= EDGES[bucket + 1]!) bucket++
  return bucket
}
