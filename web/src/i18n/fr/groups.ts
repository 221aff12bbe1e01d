import type { groups as english } from '../en/groups.ts'
import { french } from '../typography.ts'
import { campaigns } from './campaigns.ts'

export const groups: typeof english = french({ campaigns })
