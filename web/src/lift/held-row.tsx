import { Button, Checkbox, Menu } from '@mantine/core'
import { IconChevronDown, IconLock } from '@tabler/icons-react'
import { useEffect, useRef, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeldDelivery } from '../api/types.ts'
import { CampaignMark, Tags } from '../campaigns/campaign-mark.tsx'
import { reasonSentence } from '../deliveries/reason-sentence.ts'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import type { As } from './decide.ts'
import type { HeldGroup } from './group.ts'
import { duration } from './late.ts'
import classes from './lift.module.css'

/** What can be done, in the order of the buttons, with its key. */
export const acts = [
  ['send_now', 's'],
  ['move', 'm'],
  ['at', 't'],
  ['slot', 'f'],
  ['draft', 'b'],
  ['drop', 'd'],
] as const satisfies readonly (readonly [As, string])[]

/** What a stop that still covers a delivery keeps from it. */
export const speaks = (as: As): boolean => as !== 'draft' && as !== 'drop'

export const shortText = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

export function GroupHead({
  group,
  chosen,
  onToggle,
}: {
  group: HeldGroup
  chosen: 'all' | 'some' | 'none'
  onToggle: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const { account, campaign, items } = group
  return (
    <div className={classes.group}>
      {onToggle === undefined ? null : (
        <Checkbox
          checked={chosen === 'all'}
          indeterminate={chosen === 'some'}
          onChange={onToggle}
          aria-label={`${t('lift.chooseGroup')}: @${account.handle}, ${campaign?.name ?? t('lift.noCampaign')}`}
        />
      )}
      <div className={classes.groupWords}>
        <strong>{account.displayName || account.handle}</strong>
        <span>{`@${account.handle} · ${t(`accounts.network.${account.network}`)}`}</span>
        {campaign === null ? <span>{t('lift.noCampaign')}</span> : <CampaignMark campaign={campaign} />}
      </div>
      <span className="tabular">{t('lift.count', { count: items.length })}</span>
    </div>
  )
}

interface HeldRowProps {
  item: HeldDelivery
  chosen: boolean
  current: boolean
  /** The keyboard has come here: the focus follows. */
  takesFocus: boolean
  mayDecide: boolean
  /** When the stop that covers it was sealed; empty for one this page knows nothing of. */
  coveredSince: string | undefined
  onFocused: () => void
  onCurrent: () => void
  onChoose: (range: boolean) => void
  onAct: (as: As) => void
}

/** One held delivery: its text, when it was due, what keeps it, and what can be done. */
export function HeldRow(props: HeldRowProps) {
  const { item, chosen, current, takesFocus, onFocused } = props
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    row.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true })
    onFocused()
  }, [takesFocus, onFocused])
  const time = (iso: string) => formatInstant(iso, workspace.timeZone, i18n.language)
  const name = shortText(item.text)
  return (
    <div ref={row} className={classes.row} data-chosen={chosen} data-current={current} onFocus={props.onCurrent}>
      {props.mayDecide ? (
        <Checkbox
          mt={2}
          checked={chosen}
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            const { nativeEvent } = event
            props.onChoose('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
          }}
          aria-label={t('lift.choose', { text: name })}
        />
      ) : null}
      <div className={classes.rowWords}>
        <span className={classes.text} data-kind="said">
          {item.text}
        </span>
        <span className={classes.about}>
          <time dateTime={item.dueAt}>{t('lift.wasDue', { time: time(item.dueAt) })}</time>
          <span className={item.lateMs > 0 ? classes.late : undefined}>
            {item.lateMs > 0 ? t('lift.late', { time: duration(item.lateMs, i18n.language) }) : t('lift.notLate')}
          </span>
          {item.reason === null || item.reason === 'halted' ? null : <span>{reasonSentence(item.reason, t)}</span>}
          {item.coveredBy === null ? null : (
            <span className={classes.covered}>
              <IconLock size={14} aria-hidden />
              {props.coveredSince === undefined
                ? t('lift.coveredUnknown')
                : t('lift.covered', { time: time(props.coveredSince) })}
            </span>
          )}
          <Tags tags={item.tags} />
          <AppLink to={paths.post({ workspace: workspace.id, post: item.postId })} fz="inherit">
            {t('lift.seePost')}
          </AppLink>
        </span>
      </div>
      {props.mayDecide ? (
        <div className={classes.rowAct}>
          <Menu position="bottom-end" shadow="md" withinPortal>
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                rightSection={<IconChevronDown size={14} aria-hidden />}
                aria-label={t('lift.decideOf', { text: name })}
              >
                {t('lift.decide')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {item.coveredBy === null ? null : <Menu.Label maw={256}>{t('lift.coveredHelp')}</Menu.Label>}
              {acts.map(([as]) => (
                <Menu.Item key={as} disabled={item.coveredBy !== null && speaks(as)} onClick={() => props.onAct(as)}>
                  {t(`lift.as.${as}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
      ) : null}
    </div>
  )
}
