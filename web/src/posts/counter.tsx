import { Progress } from '@mantine/core'
import type { Count, Network } from '@vigie/server/contract'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'

/** What is left by the network's own rule: the figure, and a bar beside it. */
export function Counter({
  network,
  server,
  count,
}: {
  network: Network
  /** Where several servers of the network count differently. */
  server: string | undefined
  count: Count
}) {
  const { t } = useTranslation()
  const left = count.limit - count.used
  const bytes = count.bytes
  const bytesMatter = bytes !== undefined && bytes.used / bytes.limit > Math.max(0.8, count.used / count.limit)
  const called = t(`accounts.network.${network}`)
  const name = server === undefined ? called : `${called} (${server})`
  const label = t('composer.count.label', {
    network: name,
    used: count.used,
    limit: count.limit,
    unit: t(`composer.count.unit.${count.unit}`),
    left,
  })
  return (
    <div className={classes.counter} data-over={!count.fits}>
      <span>{name}</span>
      <Progress
        value={Math.min(100, (count.used / count.limit) * 100)}
        color={count.fits ? 'accent' : 'amber'}
        size={4}
        w={72}
        aria-label={label}
      />
      <span className="tabular" title={label}>
        {left >= 0 ? t('composer.count.left', { left }) : t('composer.count.over', { over: -left })}
      </span>
      {bytesMatter ? <span className="tabular">{t('composer.count.bytes', bytes)}</span> : null}
    </div>
  )
}
