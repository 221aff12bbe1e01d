import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Delivery } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { conversationQuery } from './queries.ts'
import { ReplyItem } from './reply-item.tsx'
import { NoLeave, Trouble } from './trouble.tsx'
import classes from './conversation.module.css'

/** So many are shown at first. */
const few = 10

interface AccountConversationProps {
  postId: string
  delivery: Delivery
  /** Says whose it is: there are several. */
  named: boolean
}

/** What was answered under one account's post. */
export function AccountConversation({ postId, delivery, named }: AccountConversationProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data, error, isFetching, refetch } = useQuery(conversationQuery(workspace.id, postId, delivery.id))
  const [all, showAll] = useState(false)
  const { account } = delivery
  const network = t(`accounts.network.${account.network}`)
  const retry = (
    <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void refetch()}>
      {t('conversation.retry')}
    </Button>
  )
  return (
    <div
      className={classes.account}
      role="group"
      aria-label={t('conversation.of', { handle: account.handle, network })}
    >
      {named ? <h3 className={classes.name}>{t('conversation.of', { handle: account.handle, network })}</h3> : null}
      {error === null ? null : (
        <>
          <ErrorNotice error={error} />
          {retry}
        </>
      )}
      {data === undefined ? (
        error === null ? (
          <p className={classes.quiet}>{t('conversation.reading')}</p>
        ) : null
      ) : (
        <>
          {data.trouble === null ? null : <Trouble trouble={data.trouble} network={network} retry={retry} />}
          <About conversation={data} delivery={delivery} network={network} />
          {data.replies.length === 0 ? null : (
            <ol className={classes.list}>
              {(all ? data.replies : data.replies.slice(0, few)).map((reply) => (
                <ReplyItem key={reply.id} reply={reply} network={network} />
              ))}
            </ol>
          )}
          {all || data.replies.length <= few ? null : (
            <Button size="compact-sm" variant="subtle" onClick={() => showAll(true)}>
              {t('conversation.showAll', { count: data.replies.length })}
            </Button>
          )}
          {data.hears === 'not_allowed' ? <NoLeave /> : null}
          {data.more && delivery.url !== null ? (
            <p className={classes.quiet}>
              {t('conversation.more')}{' '}
              <Anchor href={delivery.url} target="_blank" rel="noreferrer" inherit>
                {t('deliveries.open', { network })}
              </Anchor>
            </p>
          ) : null}
        </>
      )}
    </div>
  )
}

interface AboutProps {
  conversation: Conversation
  delivery: Delivery
  network: string
}

/** How many there are, what is not shown of them, and when that was so. */
function About({ conversation, delivery, network }: AboutProps) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { replies, direct, hidden, more, readAt } = conversation
  const counted = delivery.results?.replies ?? 0
  // as the network counts them: what answers an answer is not one of the post’s own
  const first = replies.filter(({ depth }) => depth === 0).length
  const below = replies.length - first
  if (readAt === null) return null
  return (
    <p className={classes.quiet} aria-live="polite">
      {replies.length > 0
        ? `${t('conversation.count', { count: first })}${below > 0 ? t('conversation.below', { count: below }) : ''}.`
        : more
          ? ''
          : t('conversation.none')}
      {/* what the network counts is what stands right under the post: more than is shown needs a word */}
      {counted > direct && !more ? ` ${t('conversation.counted', { count: counted, network })}` : ''}
      {hidden > 0 ? ` ${t('conversation.hidden', { count: hidden })}` : ''}{' '}
      {t('conversation.read', { time: formatInstant(readAt, workspace.timeZone, i18n.language) })}
    </p>
  )
}
