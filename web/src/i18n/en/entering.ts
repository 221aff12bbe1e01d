import { entry } from './entry.ts'
import { peoplePage } from './people-page.ts'

/** What is said where somebody comes in: setting up, signing in, being invited, and where their own way in is kept. */
export const entering = { entry, people: peoplePage }
