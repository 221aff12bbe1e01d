import type { Count } from '@vigie/server/contract'

/**
 * How much of a text fits by the strictest of the rules, in UTF-16 units; undefined when all does. Found by halving, since each
 * network counts in its own way. Never cuts a character in two.
 */
export function lengthThatFits(
  text: string,
  rules: readonly { readonly count: (text: string) => Count }[],
): number | undefined {
  const fits = (part: string) => rules.every((rule) => rule.count(part).fits)
  if (fits(text)) return undefined
  const ends = [0, ...[...new Intl.Segmenter().segment(text)].map(({ index, segment }) => index + segment.length)]
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(text.slice(0, ends[middle]))) low = middle
    else high = middle - 1
  }
  return ends[low] ?? 0
}
