import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import classes from './conversation.module.css'

const labels = ['sexual', 'nudity', 'porn', 'graphic-media'] as const
type Label = (typeof labels)[number]
const isLabel = (text: string): text is Label => labels.some((label) => label === text)

/** One answer, as its author wrote it. What they put a warning before is folded away. */
export function ReplyItem({ reply, network }: { reply: Reply; network: string }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { author, contentWarning, media } = reply
  const words = (
    <>
      {reply.text === '' ? null : (
        <p className={classes.text} data-kind="said">
          {reply.text}
        </p>
      )}
      {media === 0 ? null : <p className={classes.quiet}>{t('conversation.media', { count: media })}</p>}
    </>
  )
  return (
    <li className={classes.reply} data-depth={Math.min(reply.depth, 4)} data-own={reply.own}>
      <div className={classes.by}>
        <strong data-kind="said">{author.displayName}</strong>
        <span>{`@${author.handle}`}</span>
        {reply.own ? <span className={classes.own}>{t('conversation.own')}</span> : null}
        <time dateTime={reply.createdAt}>{formatInstant(reply.createdAt, workspace.timeZone, i18n.language)}</time>
        {reply.url === '' ? null : (
          <Anchor href={reply.url} target="_blank" rel="noreferrer" className={classes.link}>
            {t('conversation.open', { network })}
            <IconExternalLink size={14} aria-hidden />
          </Anchor>
        )}
      </div>
      {contentWarning === null ? (
        words
      ) : (
        <details className={classes.folded}>
          <summary data-kind={isLabel(contentWarning) ? undefined : 'said'}>
            {isLabel(contentWarning) ? t(`conversation.label.${contentWarning}`) : contentWarning}
          </summary>
          {words}
        </details>
      )}
    </li>
  )
}
