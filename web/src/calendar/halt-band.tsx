import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { scopeWords } from '../halt/scope-words.ts'
import { useActiveHalts, useWhen } from '../halt/use-halts.ts'
import classes from './calendar.module.css'

/** A band for each stop in force: what of the calendar it keeps in, since when. */
export function HaltBand() {
  const { t } = useTranslation()
  const when = useWhen()
  const halts = useActiveHalts()
  return halts.map((halt) => (
    <p key={halt.id} className={classes.band}>
      <IconHandStop size={18} stroke={1.8} aria-hidden />
      {t('calendar.band', { scope: scopeWords(halt, t), when: when(halt.sealedAt) })}
    </p>
  ))
}
