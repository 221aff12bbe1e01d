import { ActionIcon, Anchor, Checkbox, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconExternalLink,
  IconPlayerTrackNext,
  IconRepeat,
} from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEntry } from '../api/types.ts'
import { CampaignMark } from '../campaigns/campaign-mark.tsx'
import { DeliveryStateMark } from '../deliveries/state-mark.tsx'
import { isChosen } from '../lift/selection.ts'
import { isMovable, useBoard } from './board.ts'
import { wallOf } from './hours.ts'
import classes from './calendar.module.css'

/** One delivery in words: when, where, what, and what became of it. Scrolling draws the list anew at every step, and this not. */
export const ListRow = memo(function ListRow({ entry }: { entry: CalendarEntry }) {
  const { t } = useTranslation()
  const board = useBoard()
  const { zone, accounts, campaigns, selection, current } = board
  const account = accounts.get(entry.accountId)
  const campaign = entry.campaignId === null ? undefined : campaigns.get(entry.campaignId)
  const { time, offset } = wallOf(entry.dueAt, zone)
  const stopped = board.stopped(entry)
  return (
    <div className={classes.row} data-network={account?.network} data-chosen={isChosen(selection, entry.id)}>
      <Checkbox
        size="xs"
        aria-label={t('calendar.choose', { time, handle: account?.handle ?? '' })}
        checked={isChosen(selection, entry.id)}
        onChange={() => undefined}
        onClick={(event) => board.onChoose(entry, event.shiftKey ? 'range' : 'one')}
      />
      <time dateTime={entry.dueAt} className={classes.rowTime}>
        {time}
        {offset === undefined ? null : <small>{offset}</small>}
      </time>
      <span className={classes.rowAccount}>{`@${account?.handle ?? ''}`}</span>
      <button
        type="button"
        className={classes.rowWords}
        data-entry={entry.id}
        tabIndex={current === entry.id ? 0 : -1}
        onFocus={() => board.onCurrent(entry.id)}
        onKeyDown={(event) => board.onKey(event, entry)}
        onClick={() => board.onOpen(entry)}
      >
        {entry.seriesId === null ? null : <IconRepeat size={14} stroke={2} aria-label={t('calendar.repeats')} />}
        <span data-kind="post" lang="">
          {entry.text === '' ? '…' : entry.text}
        </span>
      </button>
      <span className={classes.rowMarks}>
        {campaign === undefined ? null : <CampaignMark campaign={campaign} />}
        {stopped ? <span className={classes.keptIn}>{t('calendar.keptIn')}</span> : null}
        <DeliveryStateMark state={entry.state} />
        {entry.url === null || entry.state === 'retracted' ? null : (
          <Anchor
            href={entry.url}
            target="_blank"
            rel="noreferrer"
            aria-label={t('deliveries.open', {
              network: account === undefined ? '' : t(`accounts.network.${account.network}`),
            })}
          >
            <IconExternalLink size={16} aria-hidden />
          </Anchor>
        )}
        {board.mayChange && isMovable(entry) ? <QueueMenu entry={entry} /> : null}
      </span>
    </div>
  )
})

/** A place in the queue, exchanged; or the next one that is free. */
function QueueMenu({ entry }: { entry: CalendarEntry }) {
  const { t } = useTranslation()
  const board = useBoard()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size="sm" aria-label={t('calendar.queue.menu')}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={16} aria-hidden />}
          disabled={!entry.fromSlot}
          onClick={() => board.onQueue(entry, 'up')}
        >
          {t('calendar.queue.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} aria-hidden />}
          disabled={!entry.fromSlot}
          onClick={() => board.onQueue(entry, 'down')}
        >
          {t('calendar.queue.down')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
          onClick={() => board.onQueue(entry, 'next')}
        >
          {t('calendar.queue.next')}
        </Menu.Item>
        {entry.fromSlot ? null : <Menu.Label>{t('calendar.queue.ownTime')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
