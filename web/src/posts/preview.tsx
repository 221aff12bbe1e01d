import { SegmentedControl } from '@mantine/core'
import { textRules } from '@vigie/server/text'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureOf } from '../accounts/avatar-address.ts'
import type { Account } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Picture } from '../ui/avatar.tsx'
import { MarkedText } from './marked-text.tsx'
import classes from './compose.module.css'

/** The post as readers of the network will see it, by its own rules for links, mentions and tags. */
export function Preview({ text, accounts }: { text: string; accounts: readonly Account[] }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [chosen, choose] = useState<string | null>(null)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  const network = account?.network ?? 'bluesky'
  return (
    <section
      className={classes.preview}
      aria-label={t('composer.preview', { network: t(`accounts.network.${network}`) })}
    >
      <h2>{t('composer.preview', { network: t(`accounts.network.${network}`) })}</h2>
      {accounts.length < 2 || account === undefined ? null : (
        <SegmentedControl
          size="xs"
          mb={8}
          value={account.id}
          onChange={choose}
          data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
        />
      )}
      <article className={classes.card}>
        <Picture
          src={account === undefined ? null : pictureOf(workspace.id, account)}
          name={account?.displayName || account?.handle || '?'}
          size={42}
        />
        <div className={classes.cardBody}>
          <div className={classes.cardHead}>
            <strong>{account === undefined ? '…' : account.displayName || account.handle}</strong>
            <span>{account === undefined ? '' : `@${account.handle}`}</span>
            <span aria-hidden>·</span>
            <span>{t('composer.now')}</span>
          </div>
          {text.trim() === '' ? (
            <p className={classes.cardEmpty}>{t('composer.previewEmpty')}</p>
          ) : (
            <p className={classes.cardText}>
              <MarkedText segments={textRules[network].segments(text)} asShown />
            </p>
          )}
        </div>
      </article>
    </section>
  )
}
