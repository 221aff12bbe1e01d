import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { campaigns } from './campaigns.ts'
import { composer } from './composer.ts'
import { deliveries } from './deliveries.ts'
import { halt } from './halt.ts'
import { lift } from './lift.ts'
import { listening } from './listening.ts'
import { playbooks } from './playbooks.ts'
import { posts } from './posts.ts'
import { settings } from './settings.ts'
import { slots } from './slots.ts'

/** What is said in a workspace. */
export const inside = {
  accounts,
  audit,
  campaigns,
  composer,
  deliveries,
  halt,
  lift,
  listening,
  playbooks,
  posts,
  settings,
  slots,
}
