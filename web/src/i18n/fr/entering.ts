import type { entering as english } from '../en/entering.ts'
import { french } from '../typography.ts'
import { entry } from './entry.ts'
import { peoplePage } from './people-page.ts'

export const entering: typeof english = french({ entry, people: peoplePage })
