import type { inside as english } from '../en/inside.ts'
import { french } from '../typography.ts'
import { accounts } from './accounts.ts'
import { composer } from './composer.ts'
import { deliveries } from './deliveries.ts'
import { halt } from './halt.ts'
import { posts } from './posts.ts'
import { results } from './results.ts'
import { slots } from './slots.ts'

const texts: typeof english = {
  accounts,
  composer,
  deliveries,
  halt,
  posts,
  results,
  slots,
}

export const inside: typeof english = french(texts)
