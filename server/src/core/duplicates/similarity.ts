/** Texts alike from here on are nearly the same. */
export const nearly = 0.85

/** How often each three characters stand in a text, with a blank at both ends. */
function threes(words: string): Map<string, number> {
  const padded = ` ${words} `
  const found = new Map<string, number>()
  for (let at = 0; at + 3 <= padded.length; at++) {
    const three = padded.slice(at, at + 3)
    found.set(three, (found.get(three) ?? 0) + 1)
  }
  return found
}

/**
 * How alike other words are to these: 1 for the same, 0 for nothing in common (Dice's coefficient of their threes). Prepared once
 * for many that are compared with it.
 */
export function similarTo(words: string): (other: string) => number {
  const ours = threes(words)
  return (other) => {
    if (other === words) return 1
    const size = Math.max(words.length, 1) + Math.max(other.length, 1)
    // of two so different in length no more can be in common
    if ((2 * Math.min(words.length, other.length)) / size < nearly) return 0
    let common = 0
    for (const [three, count] of threes(other)) common += Math.min(count, ours.get(three) ?? 0)
    return (2 * common) / size
  }
}
