import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../api/queries.ts'
import { mayIn } from '../people/may.ts'
import { useHere } from '../shell/workspace-context.ts'
import classes from './stop.module.css'

const first = ['owner', 'admin', 'editor', 'moderator', 'contributor', 'viewer']

/** For who may not stop: whom to call. */
export function WhoMayStop() {
  const { t } = useTranslation()
  const { workspace, role } = useHere()
  const { data = [] } = useQuery(membersQuery(workspace.id))
  const people = data
    .filter((member) => mayIn(member, 'stop'))
    .toSorted((a, b) => first.indexOf(a.role) - first.indexOf(b.role))
  return (
    <>
      <p className={classes.lead} data-autofocus tabIndex={-1}>
        {t('halt.mayNot.body', { role: t(`people.roles.${role}`) })}
      </p>
      {people.length === 0 ? <p>{t('halt.mayNot.nobody')}</p> : null}
      <ul className={classes.people}>
        {people.map(({ personId, name, email, role: theirs }) => (
          <li key={personId}>
            <strong>{name}</strong>
            <span className={classes.quiet}>{t(`people.roles.${theirs}`)}</span>
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
