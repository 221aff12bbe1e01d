import { explain, Matcher, prepare } from '@vigie/query'
import type { Document, Explanation, MatchSpan, Preparation } from '@vigie/query'

/** A query and what it is tried on, as typed. */
export interface Trial {
  readonly query: string
  readonly title: string
  readonly text: string
  readonly author: string
  readonly lang: string
  readonly url: string
  readonly followers: string
}

export interface Outcome {
  readonly preparation: Preparation
  readonly explanation?: Explanation
  readonly spans: readonly MatchSpan[]
}

function documentOf({ title, text, author, lang, url, followers }: Trial): Document {
  const given = Object.entries({ title, text, author, lang, url }).filter(([, value]) => value.trim() !== '')
  const number = Number(followers.replace(/\s/gu, ''))
  const counted = followers.trim() !== '' && Number.isFinite(number)
  return { ...Object.fromEntries(given), ...(counted ? { numbers: { followers: number } } : {}) }
}

/** What lights up is the matcher's own answer, the same that live sources will get. */
export function tryOut(trial: Trial): Outcome {
  const preparation = prepare(trial.query)
  if (!preparation.ok) return { preparation, spans: [] }
  const document = documentOf(trial)
  const matches = new Matcher([['query', preparation.prepared]]).match(document)
  return {
    preparation,
    explanation: explain(preparation.prepared, document),
    spans: matches.count > 0 ? matches.spans(0) : [],
  }
}
