/** The server asks for this many; more is the surest way to a good one. */
export const shortestPassword = 10

export type Strength =
  | { readonly kind: 'weak'; readonly left: number }
  | { readonly kind: 'repeats' | 'contains_you' | 'fair' | 'strong' }

/** A hint, not a judgement: length, variety, and nothing of the person's own name. */
export function passwordStrength(password: string, about: readonly string[]): Strength {
  // Counted as the server counts.
  const { length } = password
  if (length < shortestPassword) return { kind: 'weak', left: shortestPassword - length }
  const lower = password.toLocaleLowerCase()
  const own = about.flatMap((text) => text.toLocaleLowerCase().split(/[\s@.]+/)).filter((word) => word.length >= 4)
  const rest = own.reduce((text, word) => text.replaceAll(word, ''), lower)
  if (rest.length < shortestPassword - 4) return { kind: 'contains_you' }
  if (new Set(lower).size < 6) return { kind: 'repeats' }
  return { kind: length >= 18 ? 'strong' : 'fair' }
}
