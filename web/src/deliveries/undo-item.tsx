import { Button, CloseButton, Kbd, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp, IconClock } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { postQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import { toast } from '../shell/toast.ts'
import { Notice } from '../ui/notice.tsx'
import { forgetSending, type Sending } from './undo-store.ts'
import { undo } from './undo.ts'
import classes from './undo-bar.module.css'

/** Milliseconds left by the server's clock, looked at ten times a second while there are any. */
function useLeft(until: string): number {
  const [left, setLeft] = useState(() => Date.parse(until) - serverNow())
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Date.parse(until) - serverNow()
      setLeft(now)
      if (now <= 0) clearInterval(timer)
    }, 100)
    return () => clearInterval(timer)
  }, [until])
  return left
}

/** A thread has several deliveries for one account. */
const handlesOf = ({ deliveries }: Sending) => [...new Set(deliveries.map(({ handle }) => `@${handle}`))].join(', ')

interface UndoItemProps {
  sending: Sending
  openPost: () => void
  openDraft: () => void
}

/** One sending: first its countdown with the button, then what came of it. */
export function UndoItem({ sending, openPost, openDraft }: UndoItemProps) {
  const { t } = useTranslation()
  const left = useLeft(sending.undoUntil)
  const counting = left > 0
  const take = useMutation({
    mutationFn: () => undo(sending),
    onSuccess: ({ late, isDraft }) => {
      forgetSending(sending.postId)
      if (late.length > 0) {
        toast(t('deliveries.undo.late', { accounts: late.map((handle) => `@${handle}`).join(', ') }))
        openPost()
      } else {
        toast(t('deliveries.undo.undone'))
        if (isDraft) openDraft()
        else openPost()
      }
    },
  })
  const accounts = handlesOf(sending)
  const unsure = take.error instanceof ApiError && take.error.problem.status === 0
  if (!counting && !take.isPending && take.error === null) return <Outcome sending={sending} openPost={openPost} />
  const seconds = Math.max(0, Math.ceil(left / 1000))
  const whole = Date.parse(sending.undoUntil) - sending.since
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <IconClock size={22} stroke={1.8} aria-hidden className={classes.icon} />
        <div className={classes.words}>
          <strong className="tabular" aria-hidden>
            {counting ? t('deliveries.undo.title', { seconds }) : t('deliveries.undo.leaving')}
          </strong>
          <span>
            <span className={classes.to}>{t('deliveries.undo.to', { accounts })}</span> {t('deliveries.undo.lead')}
          </span>
        </div>
        <Announce seconds={seconds} />
        <Button
          size="lg"
          className={classes.button}
          loading={take.isPending}
          onClick={() => take.mutate()}
          leftSection={<IconArrowBackUp size={22} aria-hidden />}
          rightSection={<Kbd aria-hidden>{'Z'}</Kbd>}
          data-undo
        >
          {t('deliveries.undo.button')}
        </Button>
      </div>
      {take.error === null ? null : (
        <Notice tone="hold" live="assertive">
          {unsure ? t('deliveries.undo.unreachable') : t('errors.UNKNOWN')}
        </Notice>
      )}
      <div className={classes.track} aria-hidden>
        <div
          className={classes.left}
          style={{ transform: `scaleX(${whole > 0 ? Math.max(0, Math.min(1, left / whole)) : 0})` }}
        />
      </div>
    </li>
  )
}

/** Said once: a screen reader that counts aloud cannot be listened to. */
function Announce({ seconds }: { seconds: number }) {
  const { t } = useTranslation()
  const [first] = useState(seconds)
  return <VisuallyHidden aria-live="polite">{t('deliveries.undo.announce', { count: first })}</VisuallyHidden>
}

const unsettled = ['scheduled', 'sending']
const needsPerson = ['held', 'failed', 'unconfirmed']

function Outcome({ sending, openPost }: { sending: Sending; openPost: () => void }) {
  const { t } = useTranslation()
  const ids = new Set(sending.deliveries.map(({ id }) => id))
  const { data } = useQuery({
    ...postQuery(sending.workspaceId, sending.postId),
    // The live stream tells it first; this is for when the stream is down.
    refetchInterval: 2000,
  })
  const made = (data?.deliveries ?? []).filter(({ id }) => ids.has(id))
  const states = made.map(({ state }) => state)
  const settled = states.length > 0 && states.every((state) => !unsettled.includes(state))
  const attention = states.some((state) => needsPerson.includes(state))
  const published = settled && states.includes('published')
  // The network said "later": Vigie tries again by itself.
  const waiting = made.some(({ state, reason }) => state === 'scheduled' && reason !== null)
  const { postId } = sending
  useEffect(() => {
    if (!settled || attention) return undefined
    const timer = setTimeout(() => forgetSending(postId), published ? 6000 : 0)
    return () => clearTimeout(timer)
  }, [settled, attention, published, postId])
  const words = attention
    ? t('deliveries.undo.attention')
    : published
      ? t('deliveries.undo.published')
      : waiting
        ? t('deliveries.undo.waiting')
        : t('deliveries.undo.leaving')
  return (
    <li className={classes.item} data-tone={attention || waiting ? 'hold' : published ? 'done' : 'quiet'}>
      <div className={classes.row}>
        <div className={classes.words} aria-live="polite">
          <strong>{words}</strong>
          <span className={classes.to}>{handlesOf(sending)}</span>
        </div>
        <Button
          variant="default"
          onClick={() => {
            openPost()
            if (settled) forgetSending(postId)
          }}
        >
          {attention ? t('deliveries.undo.open') : t('deliveries.undo.see')}
        </Button>
        <CloseButton aria-label={t('common.close')} onClick={() => forgetSending(postId)} />
      </div>
    </li>
  )
}
