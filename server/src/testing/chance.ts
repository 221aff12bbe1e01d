/** Chance that can be had again: the same seed gives the same numbers. */
export class Chance {
  readonly seed: number
  #state: number

  constructor(seed = Number(process.env['VIGIE_TEST_SEED'] ?? Date.now() % 0x7fff_ffff)) {
    this.seed = seed
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, 1 (the generator called mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  among<T>(some: readonly T[]): T {
    const one = some[this.below(some.length)]
    if (one === undefined) throw new Error('Nothing to choose from')
    return one
  }
}
