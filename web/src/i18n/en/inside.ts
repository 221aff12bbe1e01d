import { accounts } from './accounts.ts'
import { after } from './after.ts'
import { audit } from './audit.ts'
import { campaigns } from './campaigns.ts'
import { composer } from './composer.ts'
import { deliveries } from './deliveries.ts'
import { duplicates } from './duplicates.ts'
import { halt } from './halt.ts'
import { lift } from './lift.ts'
import { listening } from './listening.ts'
import { playbooks } from './playbooks.ts'
import { posts } from './posts.ts'
import { results } from './results.ts'
import { settings } from './settings.ts'
import { slots } from './slots.ts'

/** What is said in a workspace. */
export const inside = {
  accounts,
  after,
  audit,
  campaigns,
  composer,
  deliveries,
  duplicates,
  halt,
  lift,
  listening,
  playbooks,
  posts,
  results,
  settings,
  slots,
}
