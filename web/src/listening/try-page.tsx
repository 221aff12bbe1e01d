import { NativeSelect, TextInput } from '@mantine/core'
import { sentence } from '@vigie/query'
import { useDeferredValue, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { exampleNames, exampleOf } from './examples.ts'
import { Importer } from './importer.tsx'
import { LitArea } from './lit-area.tsx'
import type { Stretch } from './pieces.ts'
import { Problems } from './problems.tsx'
import { Result } from './result.tsx'
import { tryOut } from './trial.ts'
import type { Outcome } from './trial.ts'
import { useTrial } from './use-trial.ts'
import classes from './listening.module.css'

/** One writes a query and a text, and sees errors, what the query means, and the matched words light up. */
export function TryPage() {
  const { t, i18n } = useTranslation()
  const { workspace, me } = useHere()
  const language = i18n.language === 'fr' ? 'fr' : 'en'
  const [trial, change] = useTrial(me.person.id, workspace.id, exampleOf('town', language))
  // A long text is matched when the typing pauses; what is typed is seen at once.
  const deferred = useDeferredValue(trial)
  const outcome = useMemo(() => tryOut(deferred), [deferred])
  const problemsId = useId()
  const queryArea = useRef<HTMLTextAreaElement>(null)
  const { preparation } = outcome
  const problems = [...preparation.errors, ...preparation.warnings]
  const show = ({ start, end }: { start: number; end: number }) => {
    queryArea.current?.focus()
    queryArea.current?.setSelectionRange(start, Math.max(end, start + 1))
  }
  return (
    <Page title={t('listening.title')} lead={t('listening.lead')}>
      <div className={classes.columns}>
        <Section title={t('listening.query')}>
          <div className={classes.stack}>
            <LitArea
              label={t('listening.query')}
              value={trial.query}
              onChange={(query) => change({ query })}
              lit={deferred.query === trial.query ? marksOf(outcome) : []}
              hint={t('listening.queryHint')}
              describedBy={problemsId}
              invalid={!preparation.ok}
              code
              labelHidden
              areaRef={queryArea}
            />
            <div id={problemsId} aria-live="polite" className={classes.live}>
              <Problems problems={problems} language={language} onShow={show} />
              {preparation.ok ? (
                <div className={classes.means}>
                  <h3>{t('listening.means')}</h3>
                  <p>{sentence(preparation.prepared, language)}</p>
                </div>
              ) : null}
            </div>
            <NativeSelect
              label={t('listening.examples')}
              value=""
              onChange={(event) => {
                const name = exampleNames.find((one) => one === event.currentTarget.value)
                if (name !== undefined) change(exampleOf(name, language))
              }}
              data={[
                { value: '', label: t('listening.choose') },
                ...exampleNames.map((name) => ({ value: name, label: t(`listening.example.${name}`) })),
              ]}
            />
            <Importer query={trial.query} onQuery={(query) => change({ query })} language={language} />
          </div>
        </Section>
        <div>
          <Section title={t('listening.text')}>
            <div className={classes.stack}>
              <LitArea
                label={t('listening.heading')}
                value={trial.title}
                onChange={(title) => change({ title })}
                lit={deferred.title === trial.title ? litIn(outcome, 'title') : []}
                rows={1}
              />
              <LitArea
                label={t('listening.body')}
                value={trial.text}
                onChange={(text) => change({ text })}
                lit={deferred.text === trial.text ? litIn(outcome, 'text') : []}
                rows={5}
              />
              <details className={classes.more} open={trial.author + trial.url + trial.followers !== '' || undefined}>
                <summary>{t('listening.more')}</summary>
                <div className={classes.fields}>
                  <TextInput
                    label={t('listening.author')}
                    value={trial.author}
                    onChange={(event) => change({ author: event.currentTarget.value })}
                  />
                  <TextInput
                    label={t('listening.lang')}
                    placeholder={t('listening.langHint')}
                    value={trial.lang}
                    onChange={(event) => change({ lang: event.currentTarget.value })}
                  />
                  <TextInput
                    label={t('listening.url')}
                    type="url"
                    value={trial.url}
                    onChange={(event) => change({ url: event.currentTarget.value })}
                  />
                  <TextInput
                    label={t('listening.followers')}
                    inputMode="numeric"
                    value={trial.followers}
                    onChange={(event) => change({ followers: event.currentTarget.value })}
                  />
                </div>
              </details>
            </div>
          </Section>
          <Section title={t('listening.result')}>
            <Result outcome={outcome} trial={deferred} />
          </Section>
        </div>
      </div>
    </Page>
  )
}

function marksOf({ preparation }: Outcome): Stretch[] {
  const { warnings, errors } = preparation
  return [...warnings, ...errors].map(({ span, severity }) => ({ ...span, kind: severity }))
}

/** Of a text that is not found, what is there all the same, and what keeps it out. */
function litIn({ spans, explanation }: Outcome, name: 'title' | 'text'): Stretch[] {
  const placesOf = (parts: readonly { places: Outcome['spans'] }[]) => parts.flatMap(({ places }) => places)
  const found = explanation?.matched === false ? placesOf(explanation.found) : spans
  return [
    ...found.map((span) => ({ ...span, kind: 'match' })),
    ...placesOf(explanation?.excludedBy ?? []).map((span) => ({ ...span, kind: 'excluded' })),
  ].filter(({ field }) => field === name)
}
