/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// One types a query and a text, and sees errors, the sentence, and the matched words light up. Uses the matcher itself
// for what lights up, and `explain` for why.
import { Matcher, describe, describeNote, explain, prepare, sentence, translate } from '../src/index.ts'
import type { Diagnostic, Dialect, ExplainedPart, Language, Prepared } from '../src/index.ts'

const says = {
  fr: {
    title: 'Requêtes',
    query: 'Requête',
    import: 'Traduire depuis cet outil',
    heading: 'Titre',
    text: 'Texte',
    matched: 'Ce qui est trouvé',
    yes: 'La requête trouve ce texte.',
    no: 'La requête ne trouve pas ce texte.',
    missing: 'Il manque',
    excluded: 'Écarté par',
    found: 'Trouvé',
    expected: 'Attendu',
    is: '\u202f: ',
  },
  en: {
    title: 'Queries',
    query: 'Query',
    import: 'Translate from this tool',
    heading: 'Title',
    text: 'Text',
    matched: 'What is found',
    yes: 'The query finds this text.',
    no: 'The query does not find this text.',
    missing: 'Missing',
    excluded: 'Left out by',
    found: 'Found',
    expected: 'Expected',
    is: ': ',
  },
} as const

const element = (id: string) => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`No element ${id}`)
  return found
}
const field = (id: string) => element(id) as HTMLTextAreaElement
const language = () => (element('language') as HTMLSelectElement).value as Language

/** Writes a text with some of its stretches in an element of their own. */
function light(
  target: HTMLElement,
  text: string,
  spans: readonly { start: number; end: number }[],
  tag: 'mark' | 'span',
): void {
  const lit = new Uint8Array(text.length + 1)
  for (const { start, end } of spans) lit.fill(1, start, Math.max(end, start + 1))
  target.replaceChildren()
  for (let from = 0; from < text.length;) {
    let to = from
    while (to < text.length && lit[to] === lit[from]) to++
    const piece = document.createElement(lit[from] === 1 ? tag : 'span')
    piece.textContent = text.slice(from, to)
    if (lit[from] === 1 && tag === 'span') piece.className = 'problem'
    target.append(piece)
    from = to
  }
}

function item(text: string): HTMLLIElement {
  const line = document.createElement('li')
  line.textContent = text
  return line
}

function showProblems(diagnostics: readonly Diagnostic[], query: string): void {
  const words = says[language()]
  const list = document.createElement('ul')
  for (const diagnostic of diagnostics) {
    const { message, expected, suggestion } = describe(diagnostic, language())
    list.append(item(`${diagnostic.code} · ${message} ${words.expected}${words.is}${expected}. ${suggestion}`))
  }
  const shown = document.createElement('code')
  if (diagnostics.length > 0)
    light(
      shown,
      query,
      diagnostics.map(({ span }) => span),
      'span',
    )
  element('problems').replaceChildren(shown, list)
}

function showMatch(prepared: Prepared): void {
  const words = says[language()]
  const texts = { title: field('title').value, text: field('text').value }
  const matches = new Matcher([['query', prepared]]).match(texts)
  const spans = matches.count > 0 ? matches.spans(0) : []
  for (const name of ['title', 'text'] as const) {
    light(
      element(`${name}-shown`),
      texts[name],
      spans.filter((span) => span.field === name),
      'mark',
    )
  }
  element('title-shown').hidden = texts.title === ''
  const { found, missing, excludedBy } = explain(prepared, texts)
  element('verdict').textContent = matches.count > 0 ? words.yes : words.no
  const where = ({ query, places }: ExplainedPart) =>
    `${query} → ${places.map(({ field: name, start, end }) => `« ${texts[name === 'title' ? 'title' : 'text'].slice(start, end)} »`).join(', ')}`
  element('parts').replaceChildren(
    ...found.map((part) => item(`${words.found}${words.is}${where(part)}`)),
    ...missing.map(({ query }) => item(`${words.missing}${words.is}${query}`)),
    ...excludedBy.map((part) => item(`${words.excluded}${words.is}${where(part)}`)),
  )
}

function show(): void {
  document.documentElement.lang = language()
  for (const labelled of document.querySelectorAll<HTMLElement>('[data-say]')) {
    labelled.textContent = says[language()][labelled.dataset['say'] as keyof (typeof says)['fr']]
  }
  const query = field('query').value
  const preparation = prepare(query)
  showProblems([...preparation.errors, ...preparation.warnings], query)
  element('sentence').textContent = preparation.ok ? sentence(preparation.prepared, language()) : ''
  if (preparation.ok) showMatch(preparation.prepared)
  else {
    for (const name of ['title', 'text']) light(element(`${name}-shown`), field(name).value, [], 'mark')
    element('verdict').textContent = ''
    element('parts').replaceChildren()
  }
}

for (const id of ['query', 'title', 'text', 'language']) element(id).addEventListener('input', show)
element('import').addEventListener('click', () => {
  const { query, notes } = translate(field('query').value, (element('dialect') as HTMLSelectElement).value as Dialect)
  field('query').value = query
  element('notes').replaceChildren(...notes.map((note) => item(describeNote(note, language()))))
  show()
})
show()
