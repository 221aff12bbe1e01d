import type { Outbound, ReplyRule } from '../contract.ts'
import { capabilities } from './capabilities.ts'
import { postUri } from './context.ts'

export const threadgateCollection = 'app.bsky.feed.threadgate'
const postgateCollection = 'app.bsky.feed.postgate'

/** A record that stands beside a post, under the same key. */
export interface Gate {
  readonly $type: string
  readonly post: string
  readonly createdAt: string
  readonly [field: string]: unknown
}

const ruleOf: Readonly<Partial<Record<ReplyRule, string>>> = {
  mentioned: 'mentionRule',
  following: 'followingRule',
  followers: 'followerRule',
}

/** Who may reply, in the network's words; undefined: everyone. An empty list: nobody. */
export function allowOf(rules: readonly ReplyRule[]): { $type: string }[] | undefined {
  if (rules.length === 0 || rules.includes('everyone')) return undefined
  return rules.flatMap((rule) => {
    const name = ruleOf[rule]
    return name === undefined ? [] : [{ $type: `${threadgateCollection}#${name}` }]
  })
}

/** The gates of a post that is to be made: https://docs.bsky.app/docs/tutorials/thread-gates */
export function gatesOf(did: string, { kind, key, createdAt, options = {} }: Outbound): Gate[] {
  const about = { post: postUri(did, key), createdAt: createdAt.toISOString() }
  const allow = kind === 'post' ? allowOf(options.replyControl ?? []) : undefined
  return [
    ...(allow === undefined ? [] : [{ $type: threadgateCollection, ...about, allow }]),
    ...(options.quotePolicy === 'nobody'
      ? [{ $type: postgateCollection, ...about, embeddingRules: [{ $type: `${postgateCollection}#disableRule` }] }]
      : []),
  ]
}

/** What the author says of the post: where the content warning is one of the network's own labels. */
export function labelsOf({ options = {} }: Outbound): object | undefined {
  const { contentWarning: known = [] } = capabilities
  const { contentWarning: val } = options
  if (val === undefined || !known.includes(val)) return undefined
  return { $type: 'com.atproto.label.defs#selfLabels', values: [{ val }] }
}
