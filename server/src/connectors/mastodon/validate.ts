import { mediaProblems, type Outbound, type Problem } from '../contract.ts'
import { capabilities } from './capabilities.ts'
import { mastodonText, trimmed } from './text.ts'

/** Everything that makes the server refuse this for certain, by its own limits. */
export function validate(outbound: Outbound): Problem[] {
  const { kind, text, limits, subject, options = {}, media = [], mediaLimits = capabilities.media } = outbound
  const problems: Problem[] = []
  if (!capabilities.kinds.includes(kind)) {
    problems.push({ code: 'unsupported', field: 'kind', detail: `Vigie cannot send a ${kind} to Mastodon` })
  }
  if ((kind === 'repost' || kind === 'edit') && subject === undefined) {
    problems.push({ code: 'invalid', field: 'subject', detail: `A ${kind} needs the post it is of` })
  }
  if (kind === 'repost') return problems
  if (trimmed(text).trim() === '' && media.length === 0)
    problems.push({ code: 'text_empty', field: 'text', detail: 'The text is empty' })
  if (!text.isWellFormed()) {
    const detail = 'The text holds half a character: delete it and type it again'
    problems.push({ code: 'invalid', field: 'text', detail })
  }
  const { used, limit, fits } = mastodonText.count(text, limits, options.contentWarning)
  if (!fits) {
    const detail = `${used} characters; this Mastodon server takes ${limit}`
    problems.push({ code: 'text_too_long', field: 'text', detail })
  }
  return [...problems, ...mediaProblems(media, mediaLimits, 'This Mastodon server')]
}
