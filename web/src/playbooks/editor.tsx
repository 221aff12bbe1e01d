import { Button, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import type { Playbook } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Contacts } from './contacts.tsx'
import { isBlank, isSame, toWritten, type Written } from './document.ts'
import { isConflict, savePlaybook } from './save.ts'
import { Statements } from './statements.tsx'
import { Steps } from './steps.tsx'
import classes from './playbooks.module.css'

interface EditorProps {
  playbook: Playbook | undefined
  /** A playbook was made that had no address before. */
  onMade: (id: string) => void
  onLoadTheirs: () => void
}

/** A playbook as one document: written whole, saved whole, and never over what somebody else saved meanwhile. */
export function Editor({ playbook, onMade, onLoadTheirs }: EditorProps) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const members = usePrefetched(membersQuery(workspace.id))
  const readOnly = !may('changePlaybooks')
  const [base, setBase] = useState(playbook)
  const [saved, setSaved] = useState(() => toWritten(playbook))
  const [written, setWritten] = useState(saved)
  const [tried, setTried] = useState(false)
  const dirty = !readOnly && !isSame(written, saved)
  const write = (change: Partial<Written>) => setWritten({ ...written, ...change })
  const save = useMutation({
    mutationFn: (asNew: boolean) =>
      asNew
        ? savePlaybook(workspace.id, undefined, {
            ...written,
            name: t('playbooks.edit.copyName', { name: written.name }),
          })
        : savePlaybook(workspace.id, base, written),
    onSuccess: (answer) => {
      toast(t('playbooks.edit.saved'))
      const now = toWritten(answer)
      setBase(answer)
      setSaved(now)
      setWritten(now)
      setTried(false)
      if (answer.id !== playbook?.id) onMade(answer.id)
    },
  })
  const nameless = written.contacts.some((contact) => contact.name.trim() === '' && !isBlank(contact))
  const submit = () => {
    setTried(true)
    if (written.name.trim() !== '' && !nameless) save.mutate(false)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {readOnly ? <Text mb="md">{t('playbooks.edit.readOnly')}</Text> : null}
      <Section title={t('playbooks.edit.about')}>
        <TextInput
          label={t('playbooks.edit.name')}
          description={t('playbooks.edit.nameHint')}
          value={written.name}
          onChange={(event) => write({ name: event.currentTarget.value })}
          error={tried && written.name.trim() === '' ? t('playbooks.edit.needName') : null}
          maxLength={120}
          readOnly={readOnly}
          mb="md"
        />
        <Textarea
          label={t('playbooks.edit.situation')}
          description={t('playbooks.edit.situationHint')}
          value={written.situation}
          onChange={(event) => write({ situation: event.currentTarget.value })}
          autosize
          minRows={2}
          maxLength={2000}
          readOnly={readOnly}
        />
      </Section>
      <Section title={t('playbooks.edit.steps')} lead={t('playbooks.edit.stepsLead')}>
        <Steps steps={written.steps} members={members} readOnly={readOnly} onChange={(steps) => write({ steps })} />
      </Section>
      <Section title={t('playbooks.edit.contacts')} lead={t('playbooks.edit.contactsLead')}>
        <Contacts
          contacts={written.contacts}
          tried={tried}
          readOnly={readOnly}
          onChange={(contacts) => write({ contacts })}
        />
      </Section>
      <Section title={t('playbooks.edit.statements')} lead={t('playbooks.edit.statementsLead')}>
        <Statements
          ids={written.statementPostIds}
          readOnly={readOnly}
          onChange={(statementPostIds) => write({ statementPostIds })}
        />
      </Section>
      {readOnly ? null : (
        <div className={classes.save}>
          {isConflict(save.error) ? (
            <Notice
              tone="hold"
              live="assertive"
              actions={
                <>
                  <Button variant="default" onClick={onLoadTheirs}>
                    {t('playbooks.edit.loadTheirs')}
                  </Button>
                  <Button variant="default" loading={save.isPending} onClick={() => save.mutate(true)}>
                    {t('playbooks.edit.saveAsNew')}
                  </Button>
                </>
              }
            >
              {t('playbooks.edit.conflict')}
            </Notice>
          ) : (
            <ErrorNotice error={save.error} />
          )}
          <Button type="submit" loading={save.isPending} disabled={!dirty}>
            {t('playbooks.edit.save')}
          </Button>
          {dirty ? <span className={classes.quiet}>{t('playbooks.edit.unsaved')}</span> : null}
        </div>
      )}
      <Leaving dirty={dirty} />
    </form>
  )
}

/** Asks before what is not saved is left. */
function Leaving({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation()
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true })
  return (
    <Confirm
      opened={blocker.status === 'blocked'}
      title={t('playbooks.edit.leaveTitle')}
      confirmLabel={t('playbooks.edit.leave')}
      cancelLabel={t('common.cancel')}
      loading={false}
      submitError={null}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('playbooks.edit.leaveBody')}
    </Confirm>
  )
}
