import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient, usePrefetched } from '../api/query-client.ts'
import type { Playbook } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Page } from '../ui/page.tsx'
import { Editor } from './editor.tsx'
import { playbookQuery } from './queries.ts'

const nothing = () => undefined

export function NewPlaybookPage() {
  const { t } = useTranslation()
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const navigate = useNavigate()
  return (
    <Page title={t('playbooks.edit.newTitle')}>
      <Editor
        playbook={undefined}
        onMade={(playbook) =>
          void navigate({ to: paths.playbook({ workspace, playbook }), replace: true, ignoreBlocker: true })
        }
        onLoadTheirs={nothing}
      />
    </Page>
  )
}

export function PlaybookPage() {
  const { t } = useTranslation()
  const { may } = useHere()
  const { workspace, playbook: id } = useParams({ strict: false }) as { workspace: string; playbook: string }
  const navigate = useNavigate()
  const playbook = usePrefetched(playbookQuery(workspace, id))
  const [read, setRead] = useState(0)
  const loadTheirs = async () => {
    await queryClient.fetchQuery({ ...playbookQuery(workspace, id), staleTime: 0 })
    setRead(read + 1)
  }
  return (
    <Page
      title={playbook.name}
      actions={
        <>
          <LinkButton to={paths.printPlaybook({ workspace, playbook: id })} variant="default">
            {t('playbooks.print')}
          </LinkButton>
          {may('changePlaybooks') ? <Delete playbook={playbook} /> : null}
        </>
      }
    >
      <Editor
        key={`${id} ${read}`}
        playbook={playbook}
        onMade={(made) => void navigate({ to: paths.playbook({ workspace, playbook: made }), ignoreBlocker: true })}
        onLoadTheirs={() => void loadTheirs()}
      />
    </Page>
  )
}

function Delete({ playbook }: { playbook: Playbook }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const navigate = useNavigate()
  const [asked, ask] = useDisclosure(false)
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/workspaces/{workspaceId}/playbooks/{id}', {
          params: { path: { workspaceId: workspace.id, id: playbook.id } },
        }),
      ),
    onSuccess: async () => {
      toast(t('playbooks.edit.deleted'))
      await navigate({ to: paths.playbooks({ workspace: workspace.id }), ignoreBlocker: true })
      queryClient.removeQueries({ queryKey: playbookQuery(workspace.id, playbook.id).queryKey })
      await queryClient.invalidateQueries({ queryKey: ['w', workspace.id, 'playbooks'] })
    },
  })
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {t('playbooks.edit.delete')}
      </Button>
      <Confirm
        opened={asked}
        title={t('playbooks.edit.deleteTitle', { name: playbook.name })}
        confirmLabel={t('playbooks.edit.delete')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={remove.isPending}
        submitError={<ErrorNotice error={remove.error} />}
        onConfirm={() => remove.mutate()}
        onClose={ask.close}
      >
        {t('playbooks.edit.deleteBody')}
      </Confirm>
    </>
  )
}
