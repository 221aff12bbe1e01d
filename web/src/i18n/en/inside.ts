import { accounts } from './accounts.ts'
import { composer } from './composer.ts'
import { deliveries } from './deliveries.ts'
import { halt } from './halt.ts'
import { posts } from './posts.ts'
import { results } from './results.ts'
import { slots } from './slots.ts'

/** What is said in a workspace. */
export const inside = {
  accounts,
  composer,
  deliveries,
  halt,
  posts,
  results,
  slots,
}
