/** What a column of a file can be. */
export const fields = [
  'text',
  'date',
  'time',
  'account',
  'network',
  'link',
  'image',
  'tags',
  'campaign',
  'language',
] as const
export type Field = (typeof fields)[number]

/** The column of each field, counted from 0. A field without one is not in the file. */
export type Mapping = { readonly [F in Field]?: number | undefined }

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** A file that another program writes or takes, known by its columns. */
interface Template {
  readonly name: 'buffer' | 'hootsuite' | 'sprout' | 'vigie'
  readonly columns: Readonly<Record<string, Field>>
  readonly dateOrder: DateOrder
}

/** In the order they are tried. Hootsuite’s file has no header: date, message, link. */
const templates: readonly Template[] = [
  {
    name: 'vigie',
    columns: { text: 'text', due_at: 'date', account: 'account', network: 'network' },
    dateOrder: 'ymd',
  },
  { name: 'sprout', columns: { date: 'date', time_24hr: 'time', message_text: 'text' }, dateOrder: 'mdy' },
  { name: 'sprout', columns: { message: 'text', date: 'date', time: 'time', profile: 'account' }, dateOrder: 'mdy' },
  {
    name: 'buffer',
    columns: { text: 'text', image_url: 'image', tags: 'tags', posting_time: 'date' },
    dateOrder: 'ymd',
  },
]
export type TemplateName = Template['name']

/** Names of columns as people give them, in French and English. */
const names: Readonly<Record<Field, RegExp>> = {
  text: /^(text|texte|message|message_text|content|contenu|post|publication|caption|legende|body|tweet|copy)$/,
  date: /^(date|date_time|datetime|posting_time|scheduled(_at|_for|_date|_time)?|due(_at)?|publish(_at|_date|_time)?|postat.*|date_de_publication|quand|when)$/,
  time: /^(time|time_24hr|heure|hour|posting_hour)$/,
  account:
    /^(account|accounts|compte|comptes|profile|profiles|profil|handle|page|channel|social_profile|account_handle)$/,
  network: /^(network|reseau|platform|platforms|plateforme|social_network)$/,
  link: /^(link|lien|url|link_url)$/,
  image: /^(image|images|image_urls?|picture|photo|media|media_urls?|image_attachment.*|attachment)$/,
  tags: /^(tags?|labels?|etiquettes?|mots_cles)$/,
  campaign: /^(campaign|campagne|campaign_name)$/,
  language: /^(language|langue|lang|languages|langues)$/,
}

/** `Date de publication` and `date_de_publication` are the same name. */
const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')

/** What the columns are taken for, by their names: a template’s, or what people call them. */
export function guessMapping(columns: readonly string[]): { mapping: Mapping; template?: Template } {
  const plain = columns.map(plainName)
  const template = templates.find(({ columns: known }) => Object.keys(known).every((name) => plain.includes(name)))
  const mapping: { -readonly [F in Field]?: number } = {}
  for (const [name, field] of Object.entries(template?.columns ?? {})) mapping[field] = plain.indexOf(name)
  for (const field of fields) {
    const at = plain.findIndex((name, index) => names[field].test(name) && !Object.values(mapping).includes(index))
    if (mapping[field] === undefined && at >= 0) mapping[field] = at
  }
  return { mapping, ...(template === undefined ? {} : { template }) }
}
