import type { stopping as english } from '../en/stopping.ts'
import { french } from '../typography.ts'
import { haltDialog } from './halt-dialog.ts'

export const stopping: typeof english = french({ halt: haltDialog })
