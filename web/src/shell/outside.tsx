import { SegmentedControl, Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages, speak } from '../i18n/start.ts'
import classes from './outside.module.css'

/** The frame of the pages before one is inside: the mark, the language, one sheet. */
export function Outside({
  title,
  lead,
  children,
  wide = false,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
  wide?: boolean
}) {
  const { t, i18n } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Vigie`
  }, [title])
  return (
    <div className={classes.outside}>
      <header className={classes.head} data-wide={wide}>
        <span className={classes.mark}>
          <img src="/vigie.svg" alt="" width={28} height={28} />
          {t('common.product')}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t('common.language')}
          value={i18n.language}
          onChange={(value) => isLanguage(value) && void speak(value)}
          data={languages.map((language) => ({
            value: language,
            label: <span lang={language}>{t(`common.languageName.${language}`)}</span>,
          }))}
        />
      </header>
      <main className={classes.sheet} data-wide={wide}>
        <Title order={1}>{title}</Title>
        {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}
