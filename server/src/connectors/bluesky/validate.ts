import { isValidLanguage, isValidTid } from '@atproto/syntax'
import { mediaProblems, type Outbound, type Problem } from '../contract.ts'
import { capabilities } from './capabilities.ts'
import { blueskyText } from './text.ts'

/** Everything that makes the network refuse this for certain. */
export function validate(outbound: Outbound): Problem[] {
  if (outbound.kind === 'repost') return [...checkShape(outbound)]
  const { text, languages, media = [], mediaLimits = capabilities.media } = outbound
  return [
    ...checkShape(outbound),
    ...checkText(text, media.length > 0),
    ...mediaProblems(media, mediaLimits, 'Bluesky'),
    ...checkLanguages(languages),
  ]
}

function* checkShape({ kind, key, inReplyTo, subject }: Outbound): Generator<Problem> {
  if (!capabilities.kinds.includes(kind)) {
    yield { code: 'unsupported', field: 'kind', detail: `Vigie cannot send a ${kind} to Bluesky` }
  }
  if (kind === 'reply' && inReplyTo === undefined) {
    yield { code: 'invalid', field: 'inReplyTo', detail: 'A reply needs the post it answers' }
  }
  if (kind === 'repost' && subject === undefined) {
    yield { code: 'invalid', field: 'subject', detail: 'A repost needs the post it repeats' }
  }
  if (!isValidTid(key)) yield { code: 'invalid', field: 'key', detail: 'This is no record key of this network' }
}

function* checkText(text: string, hasMedia: boolean): Generator<Problem> {
  if (text.trim() === '' && !hasMedia) yield { code: 'text_empty', field: 'text', detail: 'The text is empty' }
  if (!text.isWellFormed()) {
    yield { code: 'invalid', field: 'text', detail: 'The text holds half a character: delete it and type it again' }
  }
  const { used, limit, bytes, fits } = blueskyText.count(text)
  if (fits) return
  const detail =
    used > limit
      ? `${used} characters; Bluesky takes ${limit}`
      : `${bytes?.used} bytes; Bluesky takes ${bytes?.limit}: leave out some emoji`
  yield { code: 'text_too_long', field: 'text', detail }
}

function* checkLanguages(languages: readonly string[]): Generator<Problem> {
  if (languages.length > capabilities.maxLanguages) {
    const detail = `${languages.length} languages; Bluesky takes ${capabilities.maxLanguages}`
    yield { code: 'invalid', field: 'languages', detail }
  }
  for (const [index, language] of languages.entries()) {
    if (isValidLanguage(language)) continue
    yield { code: 'invalid', field: `languages.${index}`, detail: `"${language}" is no language tag (BCP 47)` }
  }
}
