import type { hearing as english } from '../en/hearing.ts'
import { french } from '../typography.ts'
import { listening } from './listening.ts'

export const hearing: typeof english = french({ listening })
