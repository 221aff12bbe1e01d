import { Button, NativeSelect } from '@mantine/core'
import { describeNote, translate } from '@vigie/query'
import type { Dialect, Language, Note } from '@vigie/query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './listening.module.css'

const dialects: readonly Dialect[] = ['brandwatch', 'meltwater', 'talkwalker']

interface Imported {
  readonly dialect: Dialect
  readonly original: string
  readonly query: string
  readonly notes: readonly Note[]
}

/** Translates a query of another tool, and says what reads or means something else afterwards. */
export function Importer({
  query,
  onQuery,
  language,
}: {
  query: string
  onQuery: (query: string) => void
  language: Language
}) {
  const { t } = useTranslation()
  const [dialect, setDialect] = useState<Dialect>('brandwatch')
  const [imported, setImported] = useState<Imported>()
  const run = () => {
    const translation = translate(query, dialect)
    setImported({ dialect, original: query, ...translation })
    onQuery(translation.query)
  }
  const putBack = () => {
    if (imported !== undefined) onQuery(imported.original)
    setImported(undefined)
  }
  return (
    <div>
      <div className={classes.importer}>
        <NativeSelect
          label={t('listening.from')}
          value={dialect}
          onChange={(event) => setDialect(dialects.find((one) => one === event.currentTarget.value) ?? dialect)}
          data={dialects.map((one) => ({ value: one, label: t(`listening.dialect.${one}`) }))}
        />
        <Button variant="default" onClick={run}>
          {t('listening.translate')}
        </Button>
      </div>
      <div aria-live="polite">
        {imported === undefined ? null : (
          <div className={classes.notes}>
            <h3>{t('listening.translated', { tool: t(`listening.dialect.${imported.dialect}`) })}</h3>
            {imported.notes.length === 0 ? (
              <p>{t('listening.translatedSame')}</p>
            ) : (
              <ul>
                {imported.notes.map((note, index) => (
                  <li key={index} data-kind={note.meaning}>
                    <span className={classes.tag} data-meaning={note.meaning}>
                      {t(`listening.meaning.${note.meaning}`)}
                    </span>{' '}
                    {describeNote(note, language)}
                  </li>
                ))}
              </ul>
            )}
            <button type="button" className={classes.link} onClick={putBack}>
              {t('listening.putBack')}
            </button>
          </div>
        )}
      </div>
    </div>
  )
}
