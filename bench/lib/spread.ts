/** The value below which this share of the numbers lies (nearest rank); NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** Lowest, middle and highest of several runs, rounded. */
export function spread(numbers: readonly number[]): Spread {
  const at = (share: number) => Math.round(quantile(numbers, share))
  return { min: at(0), median: at(0.5), max: at(1) }
}
