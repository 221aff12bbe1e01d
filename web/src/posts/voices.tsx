import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { withTexts } from '../i18n/start.ts'
import { LanguageChoice } from './language-choice.tsx'
import { MediaScope } from './media-scope.ts'
import { rulesOf } from './rules.ts'
import { ThreadEditor } from './thread-editor.tsx'
import { identical, isOwn, ownOf, rewrite, withOptions, wordsOf } from './words.ts'
import type { Item, OptionsChange, Voice, Written } from './words.ts'
import classes from './voices.module.css'

// Not needed for the first word.
const OptionsPanel = lazy(async () => ({
  default: (await withTexts('options', () => import('./options-panel.tsx'))).OptionsPanel,
}))
const Identical = lazy(async () => ({ default: (await import('./identical.tsx')).Identical }))
const ToneNote = lazy(async () => ({ default: (await import('./tone-note.tsx')).ToneNote }))
const VoiceTabs = lazy(async () => ({ default: (await import('./voice-tabs.tsx')).VoiceTabs }))

interface VoicesProps {
  written: Written
  voices: readonly Voice[]
  /** The one that is being written for; none: for all. */
  voice: Voice | undefined
  onVoice: (key: string | null) => void
  onWrite: (change: Partial<Written>) => void
  /** Files of an item are on their way. */
  onBusy: (item: string, busy: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
}

const forAll = 'all'
const tabsId = 'voices'

/** One voice per network: the common text, and what each network says in its own way. */
export function Voices({ written, voices, voice, onVoice, onWrite, onBusy, onKeyDown }: VoicesProps) {
  const { t } = useTranslation()
  // the page begins in the text; who goes through the tabs stays on them
  const [moved, move] = useState(false)
  const go = (key: string | null) => {
    move(true)
    onVoice(key)
  }
  const nameOf = (one: Voice) =>
    one.apart ? `@${one.accounts[0]?.handle ?? ''}` : t(`accounts.network.${one.network}`)
  const several = voices.length > 1 || voices.some((one) => ownOf(written, one) !== undefined)
  const adapt = (one: Voice) => {
    onWrite(rewrite(written, one, { items: wordsOf(written, one).items }))
    go(one.key)
  }
  const words = wordsOf(written, voice)
  const spoken = useMemo(() => accountsOf(written, voices, voice), [written, voices, voice])
  const rules = useMemo(() => rulesOf(spoken), [spoken])
  const chooseOptions = (change: OptionsChange) => {
    const before = voice === undefined ? written.options : ownOf(written, voice)?.options
    onWrite(rewrite(written, voice, { options: withOptions(before, change) }))
  }
  const same = identical(written, voices)
  const at = voice?.key ?? forAll
  const panel = several
    ? { role: 'tabpanel', id: `${tabsId}-panel-${at}`, 'aria-labelledby': `${tabsId}-tab-${at}` }
    : {}
  const scope = useMemo(() => ({ accounts: spoken, onBusy }), [spoken, onBusy])
  const body = (
    <MediaScope value={scope}>
      <Suspense fallback={null}>{voice === undefined ? null : <ToneNote network={voice.network} />}</Suspense>
      {voice !== undefined && !isOwn(written, voice) ? (
        <Follows name={nameOf(voice)} items={words.items} onAdapt={() => adapt(voice)} />
      ) : (
        <ThreadEditor
          key={at}
          items={words.items}
          contentWarning={words.options.contentWarning}
          rules={rules}
          onChange={(items) => onWrite(rewrite(written, voice, { items }))}
          begins={!moved}
          onKeyDown={onKeyDown}
        />
      )}
      {voice === undefined ? null : (
        <div className={classes.voiceActions}>
          {ownOf(written, voice) === undefined ? null : (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onWrite(rewrite(written, voice, { items: null, options: null }))}
            >
              {t('composer.voices.common')}
            </Button>
          )}
          {voice.accounts.length < 2
            ? null
            : voice.accounts.map(({ id, handle }) => (
                <Button
                  key={id}
                  variant="default"
                  size="compact-sm"
                  onClick={() => {
                    onWrite({ apart: [...written.apart, id] })
                    go(id)
                  }}
                >
                  {t('composer.voices.apart', { handle })}
                </Button>
              ))}
        </div>
      )}
      {voice === undefined || !isOwn(written, voice) ? null : (
        <LanguageChoice
          value={words.options.languages ?? []}
          onChange={(languages) => chooseOptions({ languages })}
          networks={[voice.network]}
        />
      )}
      <Suspense fallback={<div className={classes.summary} />}>
        <OptionsPanel
          key={`options ${at}`}
          options={words.options}
          accounts={spoken}
          rules={rules}
          onChange={chooseOptions}
        />
      </Suspense>
    </MediaScope>
  )
  return (
    <div className={classes.voices}>
      {same.length > 1 ? (
        <Suspense fallback={null}>
          <Identical networks={same} voices={voices} onAdapt={adapt} />
        </Suspense>
      ) : null}
      {several ? (
        <Suspense fallback={<div className={classes.tabSpace} />}>
          <VoiceTabs
            id={tabsId}
            tabs={[
              { key: forAll, name: t('composer.voices.all'), own: false },
              ...voices.map((one) => ({ key: one.key, name: nameOf(one), own: isOwn(written, one) })),
            ]}
            value={at}
            onChange={(key) => go(key === forAll ? null : key)}
          />
        </Suspense>
      ) : null}
      <div className={classes.panel} {...panel}>
        {body}
      </div>
    </div>
  )
}

/** Whom the words that are being written are for: of the common text, those that have none of their own. */
function accountsOf(written: Written, voices: readonly Voice[], voice: Voice | undefined): readonly Account[] {
  if (voice !== undefined) return voice.accounts
  const following = voices.filter((one) => !isOwn(written, one))
  return (following.length === 0 ? voices : following).flatMap(({ accounts }) => accounts)
}

/** A network that says what all say: shown, and one step from its own words. */
function Follows({ name, items, onAdapt }: { name: string; items: readonly Item[]; onAdapt: () => void }) {
  const { t } = useTranslation()
  const text = items.map((item) => item.text).join('\n\n')
  return (
    <div className={classes.follows}>
      <p className={classes.quiet}>{t('composer.voices.follows', { name })}</p>
      {text.trim() === '' ? null : <blockquote className={classes.common}>{text}</blockquote>}
      <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={onAdapt}>
        {t('composer.voices.adapt', { name })}
      </Button>
    </div>
  )
}
