// The data that the figures speak of: made from a seed, the same on every machine.
import { randomFrom } from '../../query/testing/random.ts'

const WORDS = 50_000

/** Query terms are drawn evenly from all words, or by how frequent they are in posts. */
export type SetName = 'plain' | 'hard'

export type Draw = (random: () => number) => number

/**
 * Zipf frequencies: the word of rank r is drawn with a frequency of 1/r; with Mandelbrot's shift, of 1/(r + shift), as
 * if the words that every text holds had been left out.
 */
export function zipf(shift: number): Draw {
  const sums = new Float64Array(WORDS)
  let sum = 0
  for (let i = 0; i < WORDS; i++) sums[i] = sum += 1 / (i + 1 + shift)
  return (random) => {
    const wanted = random() * sum
    let [low, high] = [0, WORDS - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const between = (random: () => number, least: number, most: number) => least + Math.floor(random() * (most - least + 1))

/** Pseudo-words of 3 to 11 letters, all different, the most frequent first. */
export function makeWords(): string[] {
  const random = randomFrom(1)
  const words = new Set<string>()
  while (words.size < WORDS) {
    let word = ''
    for (let i = between(random, 3, 11); i > 0; i--) word += letters[Math.floor(random() * 26)]
    words.add(word)
  }
  return [...words]
}

/** Posts of 12 to 32 words. */
export function makePosts(words: readonly string[], count: number, seed: number, draw: Draw): string[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () =>
    Array.from({ length: between(random, 12, 32) }, () => words[draw(random)]!).join(' '),
  )
}

export interface BenchQuery {
  text: string
  kind: 'boolean' | 'positional' | 'prefix'
  /** Of each group at least one term; none of `not`. */
  groups: string[][]
  not: string[]
}

/**
 * Queries of 2 to 12 terms: 70 % boolean (an OR group of 1 to 4, AND with 0 to 2 more, NOT with 0 or 1), 20 % with a
 * phrase or NEAR/5 joined to a boolean rest, 10 % with a prefix.
 */
export function makeQueries(
  words: readonly string[],
  posts: readonly string[],
  count: number,
  set: SetName,
  draw: Draw,
): BenchQuery[] {
  const random = randomFrom(set === 'plain' ? 1000 : 2000)
  const word = () => words[set === 'plain' ? Math.floor(random() * WORDS) : draw(random)]!
  const group = () => [...new Set(Array.from({ length: between(random, 1, 4) }, word))]
  const written = (terms: readonly string[]) => (terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`)
  return Array.from({ length: count }, (): BenchQuery => {
    const kind = random()
    if (kind < 0.7) {
      const groups = [group(), ...Array.from({ length: between(random, 0, 2) }, group)]
      if (groups.flat().length < 2) groups.push(group())
      const not = random() < 0.5 ? [word()] : []
      return {
        kind: 'boolean',
        groups,
        not,
        text: [...groups.map(written), ...not.map((term) => `NOT ${term}`)].join(' AND '),
      }
    }
    if (kind < 0.9) {
      let pair = [word(), word()]
      if (random() < 0.5) {
        const post = posts[Math.floor(random() * posts.length)]!.split(' ')
        const at = Math.floor(random() * (post.length - 1))
        pair = [post[at]!, post[at + 1]!]
      }
      const near = random() < 0.5 ? `"${pair.join(' ')}"` : `${pair[0]} NEAR/5 ${pair[1]}`
      const groups = random() < 0.5 ? [] : [group()]
      return {
        kind: 'positional',
        groups: [[pair[0]!], [pair[1]!], ...groups],
        not: [],
        text: [near, ...groups.map(written)].join(' AND '),
      }
    }
    let long = word()
    while (long.length < 5) long = word()
    const prefix = `${long.slice(0, 4)}*`
    const groups = [[prefix], group()]
    return { kind: 'prefix', groups, not: [], text: groups.map(written).join(' AND ') }
  })
}
