export type Dialect = 'brandwatch' | 'meltwater' | 'talkwalker'

interface DialectFacts {
  /** What to take from n to get "words between". */
  nearShift: number
  /** NEAR without a number. */
  nearDefault: number | null
  /** Are operators in small letters operators all the same? */
  anyCase: boolean
  /** Their name of a field to ours; `number:` for one that is compared. */
  fields: ReadonlyMap<string, string>
}

const shared = {
  title: 'title',
  author: 'author',
  site: 'site',
  url: 'url',
  country: 'country',
  lang: 'lang',
  language: 'lang',
  source: 'source',
  followers: 'number:followers',
  engagement: 'number:engagement',
}

/** What each tool means by the same signs. Sources: their manuals, as of the day this was written. */
export const dialects: Readonly<Record<Dialect, DialectFacts>> = {
  brandwatch: {
    // "within n words": the neighbour is at 1.
    nearShift: 1,
    nearDefault: null,
    anyCase: false,
    fields: fields({
      links: 'link',
      headline: 'title',
      hashtags: '#',
      at_mentions: '@',
      authorfollowers: 'number:followers',
      engagementscore: 'number:engagement',
    }),
  },
  meltwater: {
    // "no more than n words between", and four when it does not say.
    nearShift: 0,
    nearDefault: 4,
    anyCase: true,
    fields: fields({ ingress: 'text', headline: 'title', body: 'text' }),
  },
  talkwalker: {
    // "up to n jumps": one jump leads to the neighbour.
    nearShift: 1,
    nearDefault: null,
    anyCase: false,
    fields: fields({ inurl: 'url', sourcecountry: 'country', sourcetype: 'source', content: 'text' }),
  },
}

function fields(own: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries({ ...shared, ...own }))
}
