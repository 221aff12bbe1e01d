import { Button } from '@mantine/core'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Post } from '../api/types.ts'
import classes from './halt.module.css'

const StatementDialog = lazy(async () => ({ default: (await import('./statement-dialog.tsx')).StatementDialog }))

interface ComposerStatementProps {
  accounts: readonly Account[]
  /** Nothing but the stop is in its way. */
  ready: boolean
  save: () => Promise<Post>
  onSaved: () => void
  openPost: (id: string) => void
}

/** Sends what is being written as a statement: it becomes a post of one delivery, and that passes the stop. */
export function ComposerStatement({ accounts, ready, save, onSaved, openPost }: ComposerStatementProps) {
  const { t } = useTranslation()
  const help = useId()
  const [asking, ask] = useState(false)
  // Made once: when only its passing failed, a second try is about the same post.
  const made = useRef<Post>(undefined)
  const [account] = accounts
  const one = accounts.length === 1
  const deliver = async () => {
    made.current ??= await save()
    const delivery = made.current.deliveries.find(({ state }) => state !== 'cancelled')
    if (delivery === undefined) throw new Error('The post that was just sent goes nowhere')
    return delivery.id
  }
  const leave = () => {
    ask(false)
    if (made.current === undefined) return
    onSaved()
    openPost(made.current.id)
  }
  return (
    <div className={classes.statement}>
      <Button variant="default" disabled={!ready || !one} onClick={() => ask(true)} aria-describedby={help}>
        {t('halt.statement.button')}
      </Button>
      <span id={help} className={classes.quiet}>
        {accounts.length > 1 ? t('halt.statement.oneAccount') : t('halt.statement.help')}
      </span>
      <Suspense fallback={null}>
        {asking && account !== undefined ? (
          <StatementDialog handle={account.handle} deliver={deliver} onSent={leave} onClose={leave} />
        ) : null}
      </Suspense>
    </div>
  )
}
