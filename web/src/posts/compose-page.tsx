import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { accountsQuery, postQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Composer } from './composer.tsx'

/** `?draft=ID` edits a draft or a scheduled post; `?from=ID` begins a new one with another's text. */
export function ComposePage() {
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const { draft, from } = useSearch({ strict: false }) as { draft?: string; from?: string }
  const { workspace } = useHere()
  const navigate = useNavigate()
  const accounts = usePrefetched(accountsQuery(workspaceId)).filter(({ disconnectedAt }) => disconnectedAt === null)
  const post = useQuery({ ...postQuery(workspaceId, draft ?? ''), enabled: draft !== undefined }).data
  const source = useQuery({ ...postQuery(workspaceId, from ?? ''), enabled: from !== undefined }).data
  return (
    <Composer
      key={`${workspaceId} ${draft ?? ''} ${from ?? ''}`}
      accounts={accounts}
      post={draft === undefined ? undefined : post}
      from={from === undefined ? undefined : source}
      openDraft={(id) =>
        void navigate({
          to: paths.compose({ workspace: workspace.id }),
          search: id === undefined ? {} : { draft: id },
          replace: true,
          ignoreBlocker: true,
        })
      }
      openPost={(id) => void navigate({ to: paths.post({ workspace: workspace.id, post: id }), ignoreBlocker: true })}
    />
  )
}
