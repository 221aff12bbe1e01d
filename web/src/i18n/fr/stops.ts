import type { stops as english } from '../en/stops.ts'
import { french } from '../typography.ts'
import { haltPage } from './halt-page.ts'
import { lift } from './lift.ts'

export const stops: typeof english = french({ halt: haltPage, lift })
