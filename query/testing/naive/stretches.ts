/** A stretch of words, by first and last position. */
export interface Stretch {
  first: number
  last: number
}

const gap = (a: Stretch, b: Stretch) => b.first - a.last - 1

/**
 * Of stretches that contain one another only the shortest count, everywhere: a word inside a hashtag rather than the
 * hashtag, the closest pair rather than all pairs. That keeps the number of stretches below the number of words.
 */
export function shortest(all: readonly Stretch[]): Stretch[] {
  const sorted = all.toSorted((a, b) => a.first - b.first || b.last - a.last)
  const kept: Stretch[] = []
  let least = Infinity
  for (const one of sorted.toReversed()) {
    if (one.last >= least) continue
    least = one.last
    kept.push(one)
  }
  return kept.reverse()
}

/** Every pair, tried one by one: the meaning of NEAR, without any cleverness. */
export function near(left: readonly Stretch[], right: readonly Stretch[], words: number, ordered: boolean): Stretch[] {
  const found: Stretch[] = []
  for (const a of left) {
    for (const b of right) {
      const after = gap(a, b)
      const before = ordered ? -1 : gap(b, a)
      if ((after >= 0 && after <= words) || (before >= 0 && before <= words)) {
        found.push({ first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) })
      }
    }
  }
  return shortest(found)
}

/** The parts one right after the other. */
export function sequence(parts: readonly (readonly Stretch[])[]): Stretch[] {
  return parts.reduce<Stretch[]>((before, part, i) => {
    if (i === 0) return shortest(part)
    return shortest(
      before.flatMap((a) => part.filter((b) => gap(a, b) === 0).map((b) => ({ first: a.first, last: b.last }))),
    )
  }, [])
}

/**
 * Stretches that hold every part (a part that stands twice in the list, twice), with at most `words` other words:
 * every beginning with every end.
 */
export function window(parts: readonly { key: string; stretches: readonly Stretch[] }[], words: number): Stretch[] {
  const wanted = new Map<string, { times: number; stretches: readonly Stretch[] }>()
  for (const { key, stretches } of parts) {
    wanted.set(key, { times: (wanted.get(key)?.times ?? 0) + 1, stretches: shortest(stretches) })
  }
  const all = parts.flatMap(({ stretches }) => stretches)
  const found: Stretch[] = []
  for (const { first } of all) {
    for (const { last } of all) {
      if (last < first || last - first + 1 - parts.length > words) continue
      const holds = [...wanted.values()].every(
        ({ times, stretches }) => stretches.filter((one) => first <= one.first && one.last <= last).length >= times,
      )
      if (holds) found.push({ first, last })
    }
  }
  return shortest(found)
}
