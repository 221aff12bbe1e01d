import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { auth } from '../sign-in/auth-client.ts'
import { formatInstant } from '../time/format.ts'
import { Section } from '../ui/section.tsx'
import { authCall } from './auth-call.ts'
import { deviceOf } from './device-name.ts'
import table from '../ui/table.module.css'

const queryKey = ['sessions']

/** Where the person is signed in; each place can be ended. */
export function Sessions() {
  const { t, i18n } = useTranslation()
  const { me } = useHere()
  const client = useQueryClient()
  const sessions = useQuery({
    queryKey,
    queryFn: async () => {
      const [all, current] = await Promise.all([authCall(auth.listSessions()), authCall(auth.getSession())])
      return { all, current: current?.session.token }
    },
  })
  const refresh = () => client.invalidateQueries({ queryKey })
  const end = useMutation({
    mutationFn: (token: string) => authCall(auth.revokeSession({ token })),
    onSuccess: () => toast(t('settings.security.ended')),
    onError: toastError,
    onSettled: refresh,
  })
  const endOthers = useMutation({
    mutationFn: () => authCall(auth.revokeOtherSessions()),
    onSuccess: () => toast(t('settings.security.endedOthers')),
    onError: toastError,
    onSettled: refresh,
  })
  const { all = [], current } = sessions.data ?? {}
  const named = all
    .toSorted(
      (a, b) =>
        Number(b.token === current) - Number(a.token === current) || b.createdAt.valueOf() - a.createdAt.valueOf(),
    )
    .map((session) => {
      const device = deviceOf(session.userAgent)
      const name =
        device === undefined ? t('settings.security.unknownDevice') : t('settings.security.browserOn', device)
      return {
        session,
        name,
        since: formatInstant(new Date(session.createdAt).toISOString(), me.person.timeZone, i18n.language),
      }
    })
  return (
    <Section
      title={t('settings.security.sessions')}
      lead={t('settings.security.sessionsLead')}
      actions={
        all.length > 1 ? (
          <Button variant="default" size="xs" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('settings.security.endOthers')}
          </Button>
        ) : undefined
      }
    >
      <ErrorNotice error={sessions.error} />
      <ul className={table.list}>
        {named.map(({ session, name, since }) => (
          <li key={session.token} className={table.row}>
            <div className={table.grow}>
              <div className={table.name}>
                {name}
                {session.token === current ? (
                  <Text span c="dimmed" fw={400}>{` (${t('settings.security.thisOne')})`}</Text>
                ) : null}
              </div>
              <div className={table.quiet}>
                {[t('settings.security.sessionSince', { time: since }), session.ipAddress].filter(Boolean).join(' · ')}
              </div>
            </div>
            {session.token === current ? null : (
              <Button
                variant="default"
                size="xs"
                loading={end.isPending && end.variables === session.token}
                onClick={() => end.mutate(session.token)}
                aria-label={t('settings.security.endSessionOf', { name: `${name}, ${since}` })}
              >
                {t('settings.security.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
