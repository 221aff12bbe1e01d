import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { BlueskyForm } from './bluesky-form.tsx'
import { RedirectForm } from './redirect-form.tsx'

/**
 * On the server's own page, or with an app password. Servers lead people back to https or to their own machine alone, which is what a
 * browser calls a secure context: elsewhere only the app password is left.
 */
export function BlueskyWays({ account, onClose }: { account: Account | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const [byPage, choose] = useState(window.isSecureContext)
  const [typed, keep] = useState('')
  const place = useRef<HTMLDivElement>(null)
  const turn = () => {
    choose(!byPage)
    // the button that was pressed is gone
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus())
  }
  const other = window.isSecureContext ? (
    <Button variant="subtle" onClick={turn}>
      {t(byPage ? 'accounts.elsewhere.withPassword' : 'accounts.elsewhere.withPage')}
    </Button>
  ) : null
  // a server's address is no handle
  const handle = /^https?:/i.test(typed) ? '' : typed
  return (
    <div ref={place}>
      {byPage ? (
        <RedirectForm network="bluesky" account={account} asks="handle" secondary={other} typed={typed} onType={keep} />
      ) : (
        <BlueskyForm account={account} onClose={onClose} handle={handle} secondary={other} />
      )}
    </div>
  )
}
