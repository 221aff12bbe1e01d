import { NativeSelect } from '@mantine/core'
import { textRules } from '@vigie/server/text'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureOf } from '../accounts/avatar-address.ts'
import type { Account } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Picture } from '../ui/avatar.tsx'
import { LinkCard } from './link-card.tsx'
import { MarkedText } from './marked-text.tsx'
import { useCapabilities } from './use-capabilities.ts'
import { wordsOf, type Item, type Voice, type Written } from './words.ts'
import classes from './compose.module.css'

const Shown = lazy(async () => ({ default: (await import('../media/shown.tsx')).Shown }))

interface PreviewProps {
  written: Written
  voices: readonly Voice[]
  /** The one that is being written for: its preview comes with it. */
  voice: Voice | undefined
}

/** The post as readers of a network will see it, whole, by its own rules for links, mentions and tags. */
export function Preview({ written, voices, voice }: PreviewProps) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<string | null>(null)
  const offered = voice === undefined ? voices : [voice]
  const accounts = offered.flatMap((one) => one.accounts)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  const network = account?.network ?? 'bluesky'
  const said = offered.find((one) => account !== undefined && one.accounts.includes(account))
  const { items, options } = wordsOf(written, said)
  const { firstComment, contentWarning } = options
  const has = useCapabilities()
  const cards = has(network)?.linkCards === true && options.linkCard !== false
  const title = t('composer.preview', { network: t(`accounts.network.${network}`) })
  return (
    <section className={classes.preview} aria-label={title}>
      <h2>{title}</h2>
      {accounts.length < 2 || account === undefined ? null : (
        <NativeSelect
          size="xs"
          mb={8}
          aria-label={t('composer.previewFor')}
          value={account.id}
          onChange={(event) => choose(event.currentTarget.value)}
          data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
        />
      )}
      <div className={classes.cards}>
        {items.map((item, place) => (
          <Card
            // an item has no name but its place
            key={place}
            account={account}
            item={item}
            warning={has(network)?.contentWarning === 'text' ? contentWarning : undefined}
            follows={place < items.length - 1}
            linkCard={cards}
          />
        ))}
        {firstComment ? (
          <>
            <p className={classes.cardNote}>{t('composer.options.firstComment')}</p>
            <Card account={account} item={firstComment} warning={undefined} follows={false} linkCard={cards} />
          </>
        ) : null}
      </div>
    </section>
  )
}

interface CardProps {
  account: Account | undefined
  item: Item
  warning: string | undefined
  /** Another of the thread comes below. */
  follows: boolean
  /** The network leaves the card of the first link to us, and the author wants it. */
  linkCard: boolean
}

function Card({ account, item: { text, media }, warning, follows, linkCard }: CardProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const name = account?.displayName || account?.handle
  const segments = textRules[account?.network ?? 'bluesky'].segments(text)
  // pictures take its place
  const address =
    linkCard && media.length === 0 ? segments.find(({ kind, target }) => kind === 'link' && target)?.target : undefined
  return (
    <article className={classes.card} data-follows={follows}>
      <Picture src={account === undefined ? null : pictureOf(workspace.id, account)} name={name ?? '?'} size={42} />
      <div className={classes.cardBody}>
        <div className={classes.cardHead}>
          <strong>{name ?? '…'}</strong>
          <span>{account === undefined ? '' : `@${account.handle}`}</span>
          <span aria-hidden>·</span>
          <span>{t('composer.now')}</span>
        </div>
        {warning ? <p className={classes.cardWarning}>{warning}</p> : null}
        {text.trim() === '' && media.length === 0 ? (
          <p className={classes.cardEmpty}>{t('composer.previewEmpty')}</p>
        ) : (
          <p className={classes.cardText}>
            <MarkedText segments={segments} asShown />
          </p>
        )}
        {address === undefined ? null : <LinkCard address={address} />}
        {media.length === 0 ? null : (
          <Suspense>
            <Shown uses={media} />
          </Suspense>
        )}
      </div>
    </article>
  )
}
