import { blueskyText } from './bluesky/text.ts'
import type { Network, TextRules } from './contract.ts'
import { mastodonText } from './mastodon/text.ts'

/** Counting and marking by each network's own rule. Pure, and all the web app loads of the connectors. */
export const textRules: Readonly<Record<Network, TextRules>> = { bluesky: blueskyText, mastodon: mastodonText }
