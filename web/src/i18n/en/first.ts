import { common } from './common.ts'
import { entry } from './entry.ts'
import { errors } from './errors.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

/** What is said before somebody is in a workspace: setting up, signing in, being invited. Loaded first, and kept small. */
export const first = { common, entry, errors, people, shell }
