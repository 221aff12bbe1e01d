import type { Outbound, PrepareOutcome } from '../contract.ts'
import { validate } from './validate.ts'

/** The body of the one request. Links, mentions and tags are the server's to find, so nothing is asked before. */
export async function prepare(outbound: Outbound): Promise<PrepareOutcome> {
  const problem = validate(outbound)[0]
  if (problem !== undefined) return { kind: 'rejected', reason: problem.code, detail: problem.detail }
  // one language, by its ISO 639-1 code: the author's first
  const language = /^[a-z]{2}(?=-|$)/i.exec(outbound.languages[0] ?? '')?.[0].toLowerCase()
  const body = { status: outbound.text, ...(language === undefined ? {} : { language }) }
  return { kind: 'ready', prepared: { key: outbound.key, body } }
}
