import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HeldDelivery } from '../api/types.ts'
import { reasonSentence } from '../deliveries/reason-sentence.ts'
import { DeliveryStateMark } from '../deliveries/state-mark.tsx'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import type { NeedGroup } from './group.ts'
import classes from './needs.module.css'

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

interface NeedGroupProps {
  group: NeedGroup
  chosen: ReadonlySet<string>
  /** Absent for who may not decide. */
  onChoose: ((ids: readonly string[], on: boolean) => void) | undefined
}

/** Deliveries to which the same happened: what, whether anything is public and what to do is said once. */
export function NeedGroupSection({ group, chosen, onChoose }: NeedGroupProps) {
  const { t } = useTranslation()
  const { items, state, reason, decidable } = group
  const ids = items.map(({ id }) => id)
  const count = ids.filter((id) => chosen.has(id)).length
  const choosable = decidable ? onChoose : undefined
  const why = reason === null ? '' : reasonSentence(reason, t)
  return (
    <section className={classes.group} aria-label={why === '' ? t(`deliveries.state.${state}`) : why}>
      <header className={classes.groupHead}>
        {choosable === undefined ? null : (
          <Checkbox
            mt={2}
            checked={count === ids.length}
            indeterminate={count > 0 && count < ids.length}
            onChange={() => choosable(ids, count < ids.length)}
            aria-label={t('needs.chooseGroup', { state: t(`deliveries.state.${state}`), count: ids.length })}
          />
        )}
        <div className={classes.groupWords}>
          <span className={classes.groupMark}>
            <DeliveryStateMark state={state} />
            <span className="tabular">{t('needs.count', { count: ids.length })}</span>
          </span>
          <p>
            {t(`deliveries.about.${state}`)} {why === '' ? null : <strong>{why}</strong>}
          </p>
        </div>
      </header>
      <ul className={classes.rows}>
        {items.map((item) => (
          <NeedRow
            key={item.id}
            item={item}
            chosen={chosen.has(item.id)}
            onChoose={choosable === undefined ? undefined : (on) => choosable([item.id], on)}
          />
        ))}
      </ul>
    </section>
  )
}

function NeedRow({
  item,
  chosen,
  onChoose,
}: {
  item: HeldDelivery
  chosen: boolean
  onChoose: ((on: boolean) => void) | undefined
}) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const text = item.text.trim() === '' ? t('posts.noText') : item.text
  return (
    <li className={classes.row} data-chosen={chosen}>
      {onChoose === undefined ? null : (
        <Checkbox
          mt={2}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
          aria-label={t('needs.choose', { text: short(text) })}
        />
      )}
      <div className={classes.words}>
        <AppLink to={paths.post({ workspace: workspace.id, post: item.postId })} className={classes.text ?? ''}>
          {text}
        </AppLink>
        <span className={classes.about}>
          {`@${item.account.handle} · ${t(`accounts.network.${item.account.network}`)} · `}
          <time dateTime={item.dueAt}>
            {t('deliveries.wasDue', { time: formatInstant(item.dueAt, workspace.timeZone, i18n.language) })}
          </time>
        </span>
        {item.detail === null ? null : <span className={classes.about}>{item.detail}</span>}
      </div>
    </li>
  )
}
