export type Dialect = 'brandwatch' | 'meltwater' | 'talkwalker'

interface DialectFacts {
  /** What to take from n to get "words between". */
  nearShift: number
  /** NEAR without a number. */
  nearDefault?: number
  /** Are operators in small letters operators all the same? */
  anyCase?: true
  /** Their names of fields, where they are not ours. */
  fields: Readonly<Record<string, string>>
}

/** What each tool means by the same signs. Sources: their manuals, as of the day this was written. */
export const dialects: Readonly<Record<Dialect, DialectFacts>> = {
  brandwatch: {
    // "within n words": the neighbour is at 1.
    nearShift: 1,
    fields: {
      links: 'link',
      headline: 'title',
      hashtags: '#',
      at_mentions: '@',
      authorfollowers: 'followers',
      engagementscore: 'engagement',
    },
  },
  meltwater: {
    // "no more than n words between", and four when it does not say.
    nearShift: 0,
    nearDefault: 4,
    anyCase: true,
    fields: { ingress: 'text', headline: 'title', body: 'text' },
  },
  talkwalker: {
    // "up to n jumps": one jump leads to the neighbour.
    nearShift: 1,
    fields: { inurl: 'url', sourcecountry: 'country', sourcetype: 'source', content: 'text' },
  },
}

/** Fields of all three that are called as here. */
const shared = 'title author site url country lang source followers engagement'.split(' ')

/** Our name of a field of theirs; `undefined` when we have none. */
export function fieldOf(theirs: string, dialect: Dialect): string | undefined {
  const name = theirs.toLowerCase()
  if (name === 'language') return 'lang'
  const { fields } = dialects[dialect]
  return Object.hasOwn(fields, name) ? fields[name] : shared.find((one) => one === name)
}
