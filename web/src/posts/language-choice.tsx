import { Button } from '@mantine/core'
import type { Network } from '@vigie/server/contract'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from './language-names.ts'
import classes from './compose.module.css'

// Changed once in a while: the list of languages is loaded when it is.
const LanguagePicker = lazy(async () => ({ default: (await import('./language-picker.tsx')).LanguagePicker }))

export interface LanguageChoiceProps {
  value: readonly string[]
  onChange: (tags: string[]) => void
  /** Where the post goes: each network takes so many languages. */
  networks: readonly Network[]
}

export function LanguageChoice({ value, onChange, networks }: LanguageChoiceProps) {
  const { t, i18n } = useTranslation()
  const [picking, pick] = useState(false)
  if (picking) {
    return (
      <Suspense fallback={t('common.loading')}>
        <LanguagePicker value={value} onChange={onChange} networks={networks} />
      </Suspense>
    )
  }
  const names = value.map((tag) => languageName(tag, i18n.language)).join(', ')
  return (
    <p className={classes.languages}>
      <span>{t('composer.languages')}</span>
      <strong>{names === '' ? t('composer.noLanguage') : names}</strong>
      <Button variant="default" size="compact-sm" onClick={() => pick(true)}>
        {t('composer.changeLanguage')}
      </Button>
    </p>
  )
}
