import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../api/query-client.ts'
import type { Halt } from '../api/types.ts'
import { activeHaltsQuery, haltQuery } from '../halt/queries.ts'
import { HaltPlaybook } from '../playbooks/halt-playbook.tsx'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { Board } from './board.tsx'
import { isNarrowed, toFilter, type HeldSearch } from './filter.ts'
import { Filters } from './filters.tsx'
import { HaltState } from './halt-state.tsx'
import { Upcoming } from './upcoming.tsx'
import { useHeld } from './use-held.ts'
import classes from './lift.module.css'

/** Everything that is held in the workspace, whatever held it. */
export function HeldPage() {
  const { t } = useTranslation()
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const active = usePrefetched(activeHaltsQuery(workspace))
  return (
    <Body
      title={t('lift.title')}
      lead={t('lift.lead')}
      address={paths.held({ workspace })}
      halt={undefined}
      active={active}
    />
  )
}

/** The same of one stop, and the stop itself to be lifted. */
export function LiftPage() {
  const { t, i18n } = useTranslation()
  const { workspace: here } = useHere()
  const { workspace, halt: id } = useParams({ strict: false }) as { workspace: string; halt: string }
  const halt = usePrefetched(haltQuery(workspace, id))
  const active = usePrefetched(activeHaltsQuery(workspace))
  return (
    <Body
      title={t(halt.liftedAt === null ? 'lift.ofHalt' : 'lift.ofLifted', {
        time: formatInstant(halt.sealedAt, here.timeZone, i18n.language),
      })}
      lead={t('lift.ofHaltLead')}
      address={paths.haltLift({ workspace, halt: id })}
      halt={halt}
      active={active}
    />
  )
}

interface BodyProps {
  title: string
  lead: string
  address: string
  halt: Halt | undefined
  active: readonly Halt[]
}

function Body({ title, lead, address, halt, active }: BodyProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as HeldSearch
  const filter = useMemo(() => toFilter(search, halt?.id), [search, halt?.id])
  const held = useHeld(workspace.id, filter)
  const narrowed = isNarrowed(search)
  const tags = useMemo(() => [...new Set(held.items.flatMap((item) => item.tags))], [held.items])
  const sealedAt = useMemo(
    () => new Map([...active, ...(halt === undefined ? [] : [halt])].map((one) => [one.id, one.sealedAt])),
    [active, halt],
  )
  const shown = halt === undefined ? active : [halt]
  const bare = held.total === 0 && held.items.length === 0
  return (
    <Page title={title} lead={`${lead} ${t('common.zoneIs', { zone: zoneCity(workspace.timeZone) })}`}>
      {shown.length === 0 ? null : (
        <div className={classes.stack}>
          {shown.map((one) => (
            <HaltState key={one.id} halt={one} elsewhere={halt === undefined} />
          ))}
        </div>
      )}
      {halt === undefined || halt.liftedAt !== null ? null : (
        // What is not ticked yet is worth seeing before the stop is lifted.
        <HaltPlaybook workspaceId={workspace.id} haltId={halt.id} offering={false} />
      )}
      {bare && !narrowed ? null : (
        <Filters
          search={search}
          tags={tags}
          onSearch={(next) => void navigate({ to: address, search: { ...next }, replace: true, resetScroll: false })}
        />
      )}
      <ErrorNotice error={held.error} />
      <Board
        // what was chosen under another filter is not chosen here
        key={JSON.stringify(filter)}
        held={held}
        filter={filter}
        narrowed={narrowed}
        sealedAt={sealedAt}
      />
      {bare ? <NothingHeld narrowed={narrowed} halt={halt} /> : null}
      <div className={classes.tables}>
        <Upcoming />
      </div>
    </Page>
  )
}

function NothingHeld({ narrowed, halt }: { narrowed: boolean; halt: Halt | undefined }) {
  const { t } = useTranslation()
  const of = narrowed ? 'Filter' : halt === undefined ? '' : 'Halt'
  return (
    <div className={classes.stack}>
      <Empty title={t(`lift.empty${of}`)}>{t(`lift.empty${of}Body`)}</Empty>
    </div>
  )
}
