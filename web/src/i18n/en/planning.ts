import { calendar } from './calendar.ts'
import { series } from './series.ts'

/** What is said in the calendar, and where something is planned to repeat. */
export const planning = { calendar, series }
