import { useDisclosure } from '@mantine/hooks'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Post } from '../api/types.ts'
import { AskDuplicate } from '../duplicates/ask.tsx'
import { useCovering } from '../halt/use-halts.ts'
import { withTexts } from '../i18n/start.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { AccountChoice } from './account-choice.tsx'
import { ComposerActions } from './composer-actions.tsx'
import { ComposerAside } from './composer-aside.tsx'
import { countsOf } from './counts.ts'
import { KeptLine } from './kept-line.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { plannedSend, type Planned } from './planned.ts'
import { reasonsAgainst } from './reasons.ts'
import { isConflict, savePost, type Send } from './save-post.ts'
import { useDraft } from './use-draft.ts'
import { useSave } from './use-save.ts'
import { Voices } from './voices.tsx'
import { hasWords, isOwn, voicesOf, wordsOf } from './words.ts'
import classes from './compose.module.css'

// A list to choose from and a field for tags: not needed for the first word.
const CampaignFields = lazy(async () => ({
  default: (await withTexts('groups', () => import('../campaigns/campaign-fields.tsx'))).CampaignFields,
}))

// Drawn beside what is written, a moment later.
const Preview = lazy(async () => ({
  default: (await withTexts('options', () => import('./preview.tsx'))).Preview,
}))
const Discard = lazy(async () => ({ default: (await import('./discard.tsx')).Discard }))
const Conflict = lazy(async () => ({ default: (await import('./conflict.tsx')).Conflict }))
const ComposerStatement = lazy(async () => ({
  default: (await withTexts('cards', () => import('../halt/composer-statement.tsx'))).ComposerStatement,
}))

interface ComposerProps {
  accounts: readonly Account[]
  post: Post | undefined
  openDraft: (id: string | undefined) => void
  openPost: (id: string) => void
}

/** The room people live in all day: what is said, for all and for each network, what they make of it, and the ways out. */
export function Composer({ accounts, post, openDraft, openPost }: ComposerProps) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const draft = useDraft({ post, connected: accounts.map(({ id }) => id), language: i18n.language })
  const { written } = draft
  const chosen = accounts.filter(({ id }) => written.accountIds.includes(id))
  const voices = voicesOf(chosen, written)
  const [key, choose] = useState<string | null>(null)
  const voice = voices.find((one) => one.key === key)
  const planned = post !== undefined && post.deliveries.some(({ state }) => state !== 'cancelled')
  const { at } = useSearch({ strict: false }) as { at?: string }
  const [scheduling, schedule] = useDisclosure(at !== undefined)
  const [when, setWhen] = useState<Planned | null>(null)
  const [discarding, discard] = useDisclosure(false)
  // Writing and scheduling go on during a stop; only what would go out now waits.
  const halt = useCovering(chosen.map((account) => ({ account, campaignId: written.campaignId, origin: 'person' })))
  const halted = scheduling || planned ? undefined : halt
  const [uploading, setUploading] = useState<ReadonlySet<string>>(new Set())
  const onBusy = useCallback((item: string, busy: boolean) => setUploading((now) => marked(now, item, busy)), [])
  const said = voices.length === 0 ? [written] : voices.map((one) => wordsOf(written, one))
  const reasons = reasonsAgainst({
    items: said.map(({ items }) => items),
    comments: said.flatMap(({ options }) => options.firstComment ?? []),
    uploading: uploading.size > 0,
    requireAlt: workspace.requireAltText,
    accounts: chosen,
    counts: countsOf(written, voices),
    maySend: may('send'),
    halt: halted,
  })
  const save = useSave({ post, draft, planned, openDraft, openPost })
  const maySubmit = reasons.length === 0 && !save.isPending
  const send = (how: Send) => maySubmit && save.mutate({ send: how })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.repeat) return
    event.preventDefault()
    if (planned) return maySubmit && save.mutate({ send: { kind: 'draft' } })
    const how = scheduling ? plannedSend(when) : ({ kind: 'now' } as const)
    if (how !== undefined) send(how)
    return undefined
  }
  const title = planned ? t('composer.changeTitle') : post === undefined ? t('composer.title') : t('composer.editTitle')
  return (
    <Page title={title}>
      <div className={classes.layout}>
        <div className={classes.form}>
          {draft.restored ? <Notice live="polite">{t('composer.restored')}</Notice> : null}
          <div>
            <Voices
              written={written}
              voices={voices}
              voice={voice}
              onVoice={choose}
              onWrite={draft.write}
              onBusy={onBusy}
              onKeyDown={onKeyDown}
            />
            <KeptLine draft={draft} onDiscard={discard.open} />
          </div>
          <AccountChoice
            accounts={accounts}
            value={written.accountIds}
            onChange={(accountIds) => draft.write({ accountIds })}
            disabled={planned}
          />
          {/* a voice with words of its own says its language beside them */}
          {voice !== undefined && isOwn(written, voice) ? null : (
            <LanguageChoice
              value={written.options.languages ?? []}
              onChange={(languages) => draft.write({ options: { ...written.options, languages } })}
              networks={[...new Set(chosen.map(({ network }) => network))]}
            />
          )}
          <Suspense fallback={<div className={classes.campaignSpace} />}>
            <CampaignFields
              campaignId={written.campaignId}
              tags={written.tags}
              onCampaign={(campaignId) => draft.write({ campaignId })}
              onTags={(tags) => draft.write({ tags })}
            />
          </Suspense>
          {isConflict(save.error) && post !== undefined ? (
            <Suspense fallback={null}>
              <Conflict
                postId={post.id}
                base={draft.base}
                mine={written}
                onMerged={(merged) => {
                  save.reset()
                  draft.write(merged)
                }}
                onSaveAsNew={() => save.mutate({ send: { kind: 'draft' }, asNew: true })}
                onLoad={() => {
                  draft.settle()
                  window.location.reload()
                }}
              />
            </Suspense>
          ) : (
            <AskDuplicate
              error={save.error}
              onAnyway={() => save.variables && save.mutate({ ...save.variables, duplicate: 'accepted' })}
              onBack={save.reset}
            />
          )}
          <ComposerActions
            reasons={reasons}
            planned={planned}
            loading={save.isPending ? (save.variables?.send.kind ?? null) : null}
            scheduling={scheduling}
            onScheduling={schedule.toggle}
            accounts={chosen}
            when={when}
            onWhen={setWhen}
            canSave={hasWords(written) && (draft.unsaved || post === undefined)}
            onSend={send}
            onSave={() => save.mutate({ send: { kind: 'draft' } })}
            statement={
              halted?.can.exempt === true ? (
                <Suspense fallback={null}>
                  <ComposerStatement
                    accounts={chosen}
                    ready={reasons.length === 1}
                    save={() => savePost(workspace.id, post, written, { kind: 'now' })}
                    onSaved={draft.settle}
                    openPost={openPost}
                  />
                </Suspense>
              ) : null
            }
          />
        </div>
        <div className={classes.beside}>
          <Suspense fallback={<div className={classes.previewSpace} />}>
            <Preview written={written} voices={voices} voice={voice} />
          </Suspense>
          <ComposerAside post={post} />
        </div>
      </div>
      <Suspense fallback={null}>
        {discarding ? (
          <Discard
            opened={discarding}
            onClose={discard.close}
            onConfirm={() => {
              draft.discard()
              discard.close()
            }}
          />
        ) : null}
      </Suspense>
    </Page>
  )
}

function marked(all: ReadonlySet<string>, one: string, is: boolean): ReadonlySet<string> {
  if (all.has(one) === is) return all
  return new Set(is ? [...all, one] : [...all].filter((other) => other !== one))
}
