import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { networks, type Network } from '@vigie/server/contract'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { toneNotesQuery } from '../api/queries.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'

type Notes = Record<Network, string>

/** How the workspace speaks on each network: one sentence, which stands beside the editor. */
export function ToneNotes() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(toneNotesQuery(workspace.id))
  if (data === undefined) return null
  const noted = (network: Network) => data.find((one) => one.network === network)?.note ?? ''
  const initial = Object.fromEntries(networks.map((network) => [network, noted(network)])) as Notes
  return (
    <Section title={t('settings.tone.title')} lead={t('settings.tone.lead')}>
      <ToneForm key={JSON.stringify(initial)} initial={initial} />
    </Section>
  )
}

function ToneForm({ initial }: { initial: Notes }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const mayChange = may('changeWorkspace')
  const form = useForm<Notes>({ initialValues: initial })
  const save = useMutation({
    mutationFn: async (values: Notes) => {
      const params = { path: { workspaceId: workspace.id } }
      for (const network of networks) {
        if (values[network].trim() === initial[network]) continue
        const body = { network, note: values[network] }
        await unwrap(api.PUT('/api/workspaces/{workspaceId}/tone-notes', { params, body }))
      }
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: toneNotesQuery(workspace.id).queryKey })
      toast(t('common.saved'))
    },
  })
  return (
    <Form
      loading={save.isPending}
      submitError={<ErrorNotice error={save.error} />}
      submitLabel={t('settings.tone.submit')}
      disabled={!mayChange}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      {networks.map((network) => (
        <Textarea
          key={network}
          label={t(`accounts.network.${network}`)}
          placeholder={t('settings.tone.placeholder')}
          readOnly={!mayChange}
          maxLength={500}
          autosize
          minRows={2}
          {...form.getInputProps(network)}
        />
      ))}
    </Form>
  )
}
