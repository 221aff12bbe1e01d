/** What a query may at most be. Every limit has an error of its own. */
export const limits = {
  /** UTF-16 units. */
  queryLength: 100_000,
  /** Parentheses, negations and NEAR chains inside one another. */
  depth: 100,
  /** Words, phrases and conditions, after lists and sub-queries have been put in. */
  terms: 20_000,
  /** Words between the two sides of a NEAR, or among the words of a phrase. */
  near: 100,
  /** Words of one phrase. */
  phraseWords: 64,
  /** UTF-16 units of one document, all its text fields together; what follows is not read. */
  textLength: 200_000,
} as const
