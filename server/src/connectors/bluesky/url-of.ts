import { AtUri } from '@atproto/syntax'
import { postUrl } from './context.ts'

/** Where people see a record: a repost has no page of its own, so that of the post it repeats. */
export function urlOf(web: string, uri: string, record: Readonly<Record<string, unknown>>): string {
  const subject = record['subject'] as { readonly uri?: unknown } | undefined
  const { host, rkey } = new AtUri(typeof subject?.uri === 'string' ? subject.uri : uri)
  return postUrl(web, host, rkey)
}
