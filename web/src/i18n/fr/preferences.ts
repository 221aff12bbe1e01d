import type { preferences as english } from '../en/preferences.ts'
import { french } from '../typography.ts'
import { settings } from './settings.ts'

export const preferences: typeof english = french({ settings })
