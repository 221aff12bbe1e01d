import { haltPage } from './halt-page.ts'
import { lift } from './lift.ts'

/** What is said on the pages of a stop, and where what it held is decided. */
export const stops = { halt: haltPage, lift }
