import { useTranslation } from 'react-i18next'
import type { EndingSignIn } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import { endingWords } from './ending-words.ts'
import classes from './accounts.module.css'

/** Says of each account that must be signed in again what depends on it, and leads there. */
export function EndingNotices({ items }: { items: readonly EndingSignIn[] }) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  return (
    <ul className={classes.ending} aria-label={t('accounts.ending.title')}>
      {items.map((signIn) => (
        <li key={signIn.accountId}>
          <Notice
            tone="hold"
            actions={
              may('manageAccounts') ? (
                <LinkButton
                  to={paths.accounts({ workspace: workspace.id })}
                  search={{ again: signIn.accountId }}
                  size="xs"
                  variant="default"
                >
                  {t('accounts.reconnect')}
                </LinkButton>
              ) : undefined
            }
          >
            {endingWords(signIn, workspace.timeZone, i18n.language, t)}
            {may('manageAccounts') ? null : ` ${t('accounts.ending.ask')}`}
          </Notice>
        </li>
      ))}
    </ul>
  )
}
