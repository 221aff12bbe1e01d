import { UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Post } from '../api/types.ts'
import { rememberSending } from '../deliveries/undo-store.ts'
import { ComposerStatement } from '../halt/composer-statement.tsx'
import { useCovering } from '../halt/use-halts.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { AccountChoice } from './account-choice.tsx'
import { ComposerActions } from './composer-actions.tsx'
import { Conflict } from './conflict.tsx'
import { Counter } from './counter.tsx'
import { Discard } from './discard.tsx'
import { lengthThatFits } from './fits.ts'
import { LanguageChoice } from './language-choice.tsx'
import { plannedSend, type Planned } from './planned.ts'
import { Preview } from './preview.tsx'
import { reasonsAgainst } from './reasons.ts'
import { rulesOf } from './rules.ts'
import { isConflict, savePost, type Send } from './save-post.ts'
import { TextBox } from './text-box.tsx'
import { useDraft } from './use-draft.ts'
import classes from './compose.module.css'

// A list to choose from and a field for tags: not needed for the first word.
const CampaignFields = lazy(async () => ({
  default: (await import('../campaigns/campaign-fields.tsx')).CampaignFields,
}))

interface ComposerProps {
  accounts: readonly Account[]
  post: Post | undefined
  from: Post | undefined
  openDraft: (id: string | undefined) => void
  openPost: (id: string) => void
}

/** The room people live in all day: one text, what each network makes of it, and the ways out. */
export function Composer({ accounts, post, from, openDraft, openPost }: ComposerProps) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const described = useId()
  const draft = useDraft({ post, from, connected: accounts.map(({ id }) => id), language: i18n.language })
  const { text, languages, accountIds } = draft.written
  const chosen = accounts.filter(({ id }) => accountIds.includes(id))
  const networks = useMemo(() => [...new Set(chosen.map(({ network }) => network))], [chosen])
  const rules = useMemo(() => rulesOf(chosen), [chosen])
  const counts = rules.map(({ key, network, server, count }) => ({ key, network, server, count: count(text) }))
  const planned = post !== undefined && post.deliveries.some(({ state }) => state !== 'cancelled')
  const { at } = useSearch({ strict: false }) as { at?: string }
  const [scheduling, schedule] = useDisclosure(at !== undefined)
  const [when, setWhen] = useState<Planned | null>(null)
  // Writing and scheduling go on during a stop; only what would go out now waits.
  const halt = useCovering(
    chosen.map((account) => ({ account, campaignId: draft.written.campaignId ?? null, origin: 'person' })),
  )
  const halted = scheduling || planned ? undefined : halt
  const reasons = reasonsAgainst({ text, accounts: chosen, counts, maySend: may('send'), halt: halted })

  const [discarding, discard] = useDisclosure(false)

  const save = useMutation({
    mutationFn: async ({ send, asNew }: { send: Send; asNew?: boolean }) => {
      const saved = await savePost(workspace.id, asNew === true ? undefined : post, draft.written, send)
      if (send.kind === 'at' && send.repeat !== undefined) {
        const { beginSeries } = await import('../series/begin.ts')
        await beginSeries(workspace.id, saved.id, send.repeat)
      }
      return saved
    },
    onSuccess: (saved, { send }) => {
      draft.settle()
      if (send.kind === 'now') {
        // The next key is for the undo, not for a text that has been sent.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        rememberSending(workspace.id, saved.id, saved.deliveries)
        openPost(saved.id)
      } else if (send.kind === 'at') {
        toast(
          t('composer.scheduled', {
            time: formatInstant(send.at, workspace.timeZone, i18n.language),
            zone: zoneCity(workspace.timeZone),
          }),
        )
        openPost(saved.id)
      } else if (send.kind === 'slot') {
        toast(t('slots.queued'))
        openPost(saved.id)
      } else if (planned) {
        toast(t('composer.changesSaved'))
        openPost(saved.id)
      } else {
        toast(t('composer.draftSaved'))
        openDraft(saved.id)
      }
    },
  })
  const maySubmit = reasons.length === 0 && !save.isPending
  const send = (how: Send) => maySubmit && save.mutate({ send: how })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
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
            <TextBox
              value={text}
              onChange={(next) => draft.write({ text: next })}
              segments={rules[0]?.segments(text) ?? []}
              fits={lengthThatFits(text, rules)}
              describedBy={described}
              onKeyDown={onKeyDown}
            />
            <div className={classes.under}>
              <div className={classes.counters} id={described}>
                {counts.map(({ key, network, server, count }) => (
                  <Counter key={key} network={network} server={server} count={count} />
                ))}
              </div>
              {draft.unsaved ? (
                <span className={classes.keptLine}>
                  <span title={t('composer.keptHint')}>
                    {draft.isKept ? t('composer.kept') : t('composer.notKept')}
                  </span>
                  <UnstyledButton className={classes.discard} onClick={discard.open}>
                    {t('composer.discard')}
                  </UnstyledButton>
                </span>
              ) : null}
            </div>
          </div>
          <AccountChoice
            accounts={accounts}
            value={accountIds}
            onChange={(ids) => draft.write({ accountIds: ids })}
            disabled={planned}
          />
          <LanguageChoice value={languages} onChange={(tags) => draft.write({ languages: tags })} networks={networks} />
          <Suspense fallback={<div className={classes.campaignSpace} />}>
            <CampaignFields
              campaignId={draft.written.campaignId ?? null}
              tags={draft.written.tags ?? []}
              onCampaign={(campaignId) => draft.write({ campaignId })}
              onTags={(tags) => draft.write({ tags })}
            />
          </Suspense>
          {isConflict(save.error) ? (
            <Conflict
              onSaveAsNew={() => save.mutate({ send: { kind: 'draft' }, asNew: true })}
              onLoad={() => {
                draft.settle()
                window.location.reload()
              }}
            />
          ) : (
            <ErrorNotice error={save.error} />
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
            canSave={text.trim() !== '' && (draft.unsaved || post === undefined)}
            onSend={send}
            onSave={() => save.mutate({ send: { kind: 'draft' } })}
            statement={
              halted?.can.exempt === true ? (
                <ComposerStatement
                  accounts={chosen}
                  ready={reasons.length === 1}
                  save={() => savePost(workspace.id, post, draft.written, { kind: 'now' })}
                  onSaved={draft.settle}
                  openPost={openPost}
                />
              ) : null
            }
          />
        </div>
        <Preview text={text} accounts={chosen} />
      </div>
      <Discard
        opened={discarding}
        onClose={discard.close}
        onConfirm={() => {
          draft.settle()
          discard.close()
          if (post === undefined) draft.write({ text: '' })
          else {
            draft.write({
              text: post.items[0]?.text ?? '',
              languages: post.options.languages ?? [],
              accountIds: post.accountIds,
              campaignId: post.campaignId,
              tags: post.tags,
            })
          }
        }}
      />
    </Page>
  )
}
