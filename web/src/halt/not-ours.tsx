import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { cancelNotOurs } from './acts.ts'
import { notOursQuery } from './queries.ts'
import type { Halt } from './shapes.ts'
import { Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import classes from './halt.module.css'

/** What other tools have scheduled on the networks themselves; where a network cannot say, that is said. */
export function NotOurs({ halt }: { halt: Halt }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const when = useWhen()
  const { data, error } = useQuery(notOursQuery(workspace.id, halt.id))
  const { data: accounts = [] } = useQuery(accountsQuery(workspace.id))
  const { items = [], unsupported = [], failed = [] } = data ?? {}
  const handle = (id: string) => `@${accounts.find((account) => account.id === id)?.handle ?? ''}`
  const names = new Intl.ListFormat(i18n.language).format(unsupported.map((one) => t(`accounts.network.${one}`)))
  const cancel = useMutation({
    mutationFn: (item: { accountId: string; id: string }) => cancelNotOurs(workspace.id, halt.id, item),
    onSettled: () => client.invalidateQueries({ queryKey: notOursQuery(workspace.id, halt.id).queryKey }),
  })
  const quiet = data !== undefined && items.length === 0 && unsupported.length === 0 && failed.length === 0
  return (
    <Step id="not-ours" title={t('halt.notOurs.title')} tone={items.length > 0 || failed.length > 0 ? 'hold' : 'quiet'}>
      {error === null ? null : <p className={classes.body}>{t('halt.notOurs.unreadable')}</p>}
      {quiet ? <p className={classes.body}>{t('halt.notOurs.none')}</p> : null}
      {items.length > 0 ? <p className={classes.body}>{t('halt.notOurs.lead')}</p> : null}
      <ErrorNotice error={cancel.error} />
      {items.length === 0 ? null : (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.id} className={classes.item}>
              <div className={classes.what}>
                <span className={classes.text}>{item.text}</span>
                <span className={classes.quiet}>
                  {`${handle(item.accountId)} · ${t('halt.notOurs.due', { when: when(item.dueAt) })}`}
                </span>
              </div>
              {halt.can.recall ? (
                <Button
                  size="xs"
                  variant="default"
                  loading={cancel.isPending && cancel.variables.id === item.id}
                  onClick={() => cancel.mutate({ accountId: item.accountId, id: item.id })}
                >
                  {t('halt.notOurs.cancel')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {failed.length === 0 ? null : (
        <p className={classes.body}>
          {t('halt.notOurs.failed', { accounts: failed.map(({ accountId }) => handle(accountId)).join(', ') })}
        </p>
      )}
      {unsupported.length === 0 ? null : (
        <p className={classes.body}>{t('halt.notOurs.unsupported', { networks: names })}</p>
      )}
    </Step>
  )
}
