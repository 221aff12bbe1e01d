import { settings } from './settings.ts'

/** What is said in the settings. */
export const preferences = { settings }
