import { common } from './common.ts'
import { errors } from './errors.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

/** What may be said on any page. Loaded first, and kept small. */
export const first = { common, errors, people, shell }
