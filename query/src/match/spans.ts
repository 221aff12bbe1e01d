import { column, grown } from '../text/columns.ts'

/** Stretches of words found in one text, in two growing columns; a node's stretches are a range of them. */
export class Stretches {
  first = column()
  last = column()
  used = 0
  #keys = new Float64Array(1024)

  clear(): void {
    // One monstrous text must not keep its memory for ever.
    if (this.first.length > 1 << 20) {
      this.first = column()
      this.last = column()
      this.#keys = new Float64Array(1024)
    }
    this.used = 0
  }

  reserve(more: number): void {
    const needed = this.used + more
    if (needed <= this.first.length) return
    this.first = grown(this.first, needed * 2)
    this.last = grown(this.last, needed * 2)
  }

  add(first: number, last: number): void {
    if (this.used === this.first.length) this.reserve(1)
    this.first[this.used] = first
    this.last[this.used++] = last
  }

  /** All stretches that `gather` adds, sorted, only the shortest kept; returns where they begin. */
  shortest(from: number): number {
    const count = this.used - from
    if (count < 2) return from
    if (this.#keys.length < count) this.#keys = new Float64Array(count * 2)
    // By first word ascending, then by last word descending: read backwards, the shortest come first.
    const span = 2 ** 24
    for (let i = 0; i < count; i++) {
      this.#keys[i] = (this.first[from + i] ?? 0) * span + (span - 1 - (this.last[from + i] ?? 0))
    }
    const sorted = this.#keys.subarray(0, count).sort()
    let least = Infinity
    let at = this.used
    for (let i = count - 1; i >= 0; i--) {
      const key = sorted[i] ?? 0
      const first = Math.floor(key / span)
      const last = span - 1 - (key - first * span)
      if (last >= least) continue
      least = last
      at--
      this.first[at] = first
      this.last[at] = last
    }
    return at
  }

  /**
   * The shortest stretches with one of `a` and one of `b`, at most `words` words between. For each stretch only the
   * nearest partner on either side can give a shortest one, so one walk over both rows finds them all.
   */
  near(a: number, aEnd: number, b: number, bEnd: number, words: number, ordered: boolean): number {
    const from = this.follow(a, aEnd, b, bEnd, words)
    if (!ordered) this.follow(b, bEnd, a, aEnd, words)
    return this.shortest(from)
  }

  /** Stretches of `a` with the next one of `b` behind, at most `words` words between. */
  follow(a: number, aEnd: number, b: number, bEnd: number, words: number): number {
    this.reserve(aEnd - a)
    const { first, last } = this
    const from = this.used
    let used = from
    for (let i = a, j = b; i < aEnd; i++) {
      const end = last[i] ?? 0
      while (j < bEnd && (first[j] ?? 0) <= end) j++
      if (j === bEnd) break
      if ((first[j] ?? 0) - end - 1 > words) continue
      first[used] = first[i] ?? 0
      last[used++] = last[j] ?? 0
    }
    this.used = used
    return from
  }

  /** Stretches that hold each of the parts, `times` times, and at most `words` words besides. */
  window(
    starts: readonly number[],
    ends: readonly number[],
    times: readonly number[],
    total: number,
    words: number,
  ): number {
    const at = [...starts]
    const from = this.used
    for (;;) {
      let [least, most] = [Infinity, -1]
      for (let i = 0; i < at.length; i++) {
        const lastNeeded = (at[i] ?? 0) + (times[i] ?? 1) - 1
        if (lastNeeded >= (ends[i] ?? 0)) return this.shortest(from)
        least = Math.min(least, this.first[at[i] ?? 0] ?? 0)
        most = Math.max(most, this.last[lastNeeded] ?? 0)
      }
      if (most - least + 1 - total <= words) this.add(least, most)
      for (let i = 0; i < at.length; i++) if (this.first[at[i] ?? 0] === least) at[i] = (at[i] ?? 0) + 1
    }
  }
}
