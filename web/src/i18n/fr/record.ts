import type { record as english } from '../en/record.ts'
import { french } from '../typography.ts'
import { audit } from './audit.ts'

export const record: typeof english = french({ audit })
