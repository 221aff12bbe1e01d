import { useNavigate, useSearch } from '@tanstack/react-router'
import { signInRefusals, type SignInRefusal } from '@vigie/server/contract'
import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import classes from './accounts.module.css'

interface Search {
  readonly signIn?: string
  readonly account?: string
}

const isRefusal = (word: string): word is SignInRefusal => signInRefusals.some((reason) => reason === word)

function sentence(word: string, handle: string, t: TFunction): string {
  if (word === 'connected') return t('accounts.connected', { handle })
  if (word === 'reconnected') return t('accounts.reconnected', { handle })
  if (word === 'exists') return t('accounts.elsewhere.exists')
  if (word === 'other_account') return t('accounts.elsewhere.otherAccount')
  if (word === 'not_allowed') return t('errors.FORBIDDEN')
  return t(`accounts.refusal.${isRefusal(word) ? word : 'invalid'}`)
}

/** What came of a sign-in on a network's own page, from which the person has just come back. Said once: the address forgets it. */
export function Returned({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const [{ signIn, account }] = useState(search)
  useEffect(() => {
    if (search.signIn === undefined) return
    void navigate({ to: paths.accounts({ workspace: workspace.id }), search: {}, replace: true })
  }, [navigate, search.signIn, workspace.id])
  if (signIn === undefined) return null
  const handle = accounts.find(({ id }) => id === account)?.handle ?? ''
  const done = signIn === 'connected' || signIn === 'reconnected'
  return (
    <div className={classes.returned}>
      <Notice tone={done ? 'done' : 'hold'} live="polite">
        {sentence(signIn, handle, t)}
      </Notice>
    </div>
  )
}
