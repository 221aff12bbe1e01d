import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { useBoard } from './board.ts'
import classes from './calendar.module.css'

/** Which colour is which network, and what the keyboard does here. */
export function Legend({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation()
  const { mayChange } = useBoard()
  const networks = [...new Set(accounts.map(({ network }) => network))]
  return (
    <footer className={classes.legend}>
      <ul>
        {networks.map((network) => (
          <li key={network} data-network={network}>
            {t(`accounts.network.${network}`)}
          </li>
        ))}
      </ul>
      {mayChange ? <p>{t('calendar.keys')}</p> : null}
    </footer>
  )
}
