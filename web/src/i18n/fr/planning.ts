import type { planning as english } from '../en/planning.ts'
import { french } from '../typography.ts'
import { calendar } from './calendar.ts'
import { composerWhen } from './composer-when.ts'
import { duplicates } from './duplicates.ts'
import { queue } from './queue.ts'
import { series } from './series.ts'

const texts: typeof english = { calendar, composer: composerWhen, duplicates, series, slots: queue }

export const planning: typeof english = french(texts)
