import type { planning as english } from '../en/planning.ts'
import { french } from '../typography.ts'
import { calendar } from './calendar.ts'
import { series } from './series.ts'

const texts: typeof english = { calendar, series }

export const planning: typeof english = french(texts)
