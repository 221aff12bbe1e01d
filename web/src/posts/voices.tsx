import { Button, Tabs } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { Identical } from './identical.tsx'
import { OptionsPanel } from './options-panel.tsx'
import { rulesOf } from './rules.ts'
import { ThreadEditor } from './thread-editor.tsx'
import { ToneNote } from './tone-note.tsx'
import { identical, ownOf, rewrite, withOptions, wordsOf } from './words.ts'
import type { Item, OptionsChange, Voice, Written } from './words.ts'
import classes from './voices.module.css'

interface VoicesProps {
  written: Written
  voices: readonly Voice[]
  /** The one that is being written for; none: for all. */
  voice: Voice | undefined
  onVoice: (key: string | null) => void
  onWrite: (change: Partial<Written>) => void
  postId: string | undefined
  onKeyDown: (event: KeyboardEvent) => void
}

const forAll = 'all'

/** One voice per network: the common text, and what each network says in its own way. */
export function Voices({ written, voices, voice, onVoice, onWrite, postId, onKeyDown }: VoicesProps) {
  const { t } = useTranslation()
  // the page begins in the text; who goes through the tabs stays on them
  const [moved, move] = useState(false)
  const go = (key: string | null) => {
    move(true)
    onVoice(key)
  }
  const nameOf = (one: Voice) =>
    one.apart ? `@${one.accounts[0]?.handle ?? ''}` : t(`accounts.network.${one.network}`)
  const isOwn = (one: Voice) => (ownOf(written, one)?.items ?? null) !== null
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
  const body = (
    <>
      {voice === undefined ? null : <ToneNote network={voice.network} />}
      {voice !== undefined && !isOwn(voice) ? (
        <Follows name={nameOf(voice)} items={words.items} onAdapt={() => adapt(voice)} />
      ) : (
        <ThreadEditor
          key={voice?.key ?? forAll}
          items={words.items}
          contentWarning={words.options.contentWarning}
          rules={rules}
          onChange={(items) => onWrite(rewrite(written, voice, { items }))}
          begins={!moved}
          postId={postId}
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
      <OptionsPanel
        key={`options ${voice?.key ?? forAll}`}
        options={words.options}
        accounts={spoken}
        rules={rules}
        onChange={chooseOptions}
      />
    </>
  )
  return (
    <div className={classes.voices}>
      {same.length > 1 ? <Identical networks={same} voices={voices} onAdapt={adapt} /> : null}
      {several ? (
        <Tabs value={voice?.key ?? forAll} onChange={(key) => go(key === forAll ? null : key)} keepMounted={false}>
          <Tabs.List aria-label={t('composer.voices.label')} className={classes.tabs}>
            <Tabs.Tab value={forAll}>{t('composer.voices.all')}</Tabs.Tab>
            {voices.map((one) => (
              <Tabs.Tab
                key={one.key}
                value={one.key}
                rightSection={isOwn(one) ? <IconPencil size={14} aria-label={t('composer.voices.adapted')} /> : null}
              >
                {nameOf(one)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={voice?.key ?? forAll} pt="sm" className={classes.panel}>
            {body}
          </Tabs.Panel>
        </Tabs>
      ) : (
        <div className={classes.panel}>{body}</div>
      )}
    </div>
  )
}

/** Whom the words that are being written are for: of the common text, those that have none of their own. */
function accountsOf(written: Written, voices: readonly Voice[], voice: Voice | undefined): readonly Account[] {
  if (voice !== undefined) return voice.accounts
  const following = voices.filter((one) => (ownOf(written, one)?.items ?? null) === null)
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
