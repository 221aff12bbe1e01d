import { Anchor, Checkbox, Progress } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import type { PlaybookRun } from '../api/types.ts'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatExact } from '../time/format.ts'
import { Section } from '../ui/section.tsx'
import { runsQuery } from './queries.ts'
import { useAccountsOf } from './statements.tsx'
import { usePosts } from './use-posts.ts'
import classes from './playbooks.module.css'

/** A playbook in use: what is done, by whom and when; who to call; what is ready to be said. */
export function Run({ run, haltId }: { run: PlaybookRun; haltId: string }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const done = run.steps.filter(({ tick }) => tick !== null).length
  const progress = t('playbooks.run.progress', { done, total: run.steps.length })
  return (
    <Section
      title={run.name}
      actions={
        <AppLink to={paths.printPlaybook({ workspace: workspace.id, playbook: run.playbookId })} fz="sm">
          {t('playbooks.run.full')}
        </AppLink>
      }
    >
      <div className={`${classes.quiet} tabular`} aria-live="polite">
        {progress}
        {run.startedBy === null
          ? ''
          : ` · ${t('playbooks.run.taken', {
              name: run.startedBy,
              time: formatExact(run.startedAt, workspace.timeZone, i18n.language),
            })}`}
      </div>
      <Progress
        value={run.steps.length === 0 ? 0 : (100 * done) / run.steps.length}
        color="green"
        size="sm"
        my={8}
        aria-label={progress}
      />
      <ol className={classes.lines} style={{ gap: 0 }}>
        {run.steps.map((step) => (
          <RunStep key={step.id} run={run} step={step} haltId={haltId} />
        ))}
      </ol>
      <AtHand run={run} />
    </Section>
  )
}

function RunStep({ run, step, haltId }: { run: PlaybookRun; step: PlaybookRun['steps'][number]; haltId: string }) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const path = '/api/workspaces/{workspaceId}/halts/{id}/playbook/{runId}/steps/{stepId}/tick' as const
  const params = { path: { workspaceId: workspace.id, id: haltId, runId: run.id, stepId: step.id } }
  // at once, in the very event: a box that hesitates is pressed twice
  const [wanted, setWanted] = useState<boolean | null>(null)
  const tick = useMutation({
    mutationFn: (on: boolean) => unwrap(on ? api.PUT(path, { params }) : api.DELETE(path, { params })),
    onError: toastError,
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: runsQuery(workspace.id, haltId).queryKey })
      setWanted(null)
    },
  })
  const done = wanted ?? step.tick !== null
  const who = [
    ...(step.personName === null ? [] : [step.personName]),
    ...(step.role === null ? [] : [t(`people.roles.${step.role}`)]),
  ]
  return (
    <li className={classes.step} data-done={done}>
      <Checkbox
        mt={2}
        checked={done}
        disabled={!may('tickPlaybooks')}
        onChange={({ currentTarget: { checked } }) => {
          setWanted(checked)
          tick.mutate(checked)
        }}
        aria-label={t('playbooks.run.tick', { step: step.text })}
      />
      <div className={classes.stepWords}>
        <span className={classes.stepText} data-kind="said">
          {step.text}
        </span>
        {who.length === 0 ? null : (
          <span className={classes.quiet}>{t('playbooks.run.forRole', { who: who.join(', ') })}</span>
        )}
        {step.tick === null ? null : (
          <span className={classes.by}>
            {t('playbooks.run.ticked', {
              name: step.tick.by,
              time: formatExact(step.tick.at, workspace.timeZone, i18n.language),
            })}
          </span>
        )}
      </div>
    </li>
  )
}

/** What the plan holds ready: people to reach, words to say. */
function AtHand({ run }: { run: PlaybookRun }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const posts = usePosts(workspace.id, run.statementPostIds)
  const accountsOf = useAccountsOf()
  return (
    <>
      {run.contacts.length === 0 ? null : (
        <>
          <h3 className={classes.part}>{t('playbooks.run.contacts')}</h3>
          <ul className={classes.people}>
            {run.contacts.map(({ id, name, role, phone, email, note }) => (
              <li key={id} data-kind="said">
                <strong>{name}</strong>
                {role === '' ? null : <span className={classes.quiet}>{role}</span>}
                {phone === '' ? null : (
                  <Anchor
                    href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}
                    aria-label={t('playbooks.run.call', { name, phone })}
                  >
                    {phone}
                  </Anchor>
                )}
                {email === '' ? null : <Anchor href={`mailto:${email}`}>{email}</Anchor>}
                {note === '' ? null : <span className={classes.quiet}>{note}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {posts.length === 0 ? null : (
        <>
          <h3 className={classes.part}>{t('playbooks.run.statements')}</h3>
          {posts.map((post) => (
            <div key={post.id} className={classes.statement}>
              <div>
                <span className={classes.statementText} data-kind="said">
                  {post.text}
                </span>
                <span className={classes.quiet}>{accountsOf(post) || t('playbooks.sheet.noAccount')}</span>
              </div>
              <AppLink to={paths.post({ workspace: workspace.id, post: post.id })} fz="sm" style={{ flex: 'none' }}>
                {t('playbooks.run.openStatement')}
              </AppLink>
            </div>
          ))}
        </>
      )}
    </>
  )
}
