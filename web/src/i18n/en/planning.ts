import { calendar } from './calendar.ts'
import { composerWhen } from './composer-when.ts'
import { duplicates } from './duplicates.ts'
import { queue } from './queue.ts'
import { series } from './series.ts'

/** What is said in the calendar, and where something is planned: its time, its queue, whether it repeats or was said before. */
export const planning = { calendar, composer: composerWhen, duplicates, series, slots: queue }
