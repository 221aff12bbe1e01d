import type { Dictionary } from '../en/index.ts'
import { french } from '../typography.ts'
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

const texts: Dictionary = {
  accounts,
  audit,
  common,
  composer,
  deliveries,
  entry,
  errors,
  listening,
  halt,
  people,
  posts,
  settings,
  shell,
  slots,
}

export const fr: Dictionary = french(texts)
