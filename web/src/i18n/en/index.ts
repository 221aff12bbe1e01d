import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { common } from './common.ts'
import { composer } from './composer.ts'
import { deliveries } from './deliveries.ts'
import { entry } from './entry.ts'
import { errors } from './errors.ts'
import { halt } from './halt.ts'
import { listening } from './listening.ts'
import { people } from './people.ts'
import { posts } from './posts.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { slots } from './slots.ts'

export const en = {
  accounts,
  audit,
  common,
  composer,
  deliveries,
  entry,
  errors,
  halt,
  listening,
  people,
  posts,
  settings,
  shell,
  slots,
}

/** The keys every language must have. */
export type Dictionary = typeof en
