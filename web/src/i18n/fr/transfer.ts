import type { transfer as english } from '../en/transfer.ts'
import { french } from '../typography.ts'
import { imports } from './imports.ts'

export const transfer: typeof english = french({ imports })
