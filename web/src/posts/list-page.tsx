import { Button, NativeSelect, Tabs } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { accountsQuery, postsQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { zoneCity } from '../time/format.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { PostRow } from './post-row.tsx'
import { isTab, orders, tabs, type PostOrder, type Tab } from './tabs.ts'
import table from '../ui/table.module.css'
import classes from './posts.module.css'

/** The posts of the workspace by what they ask of a person. */
export function ListPage() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const { tab = 'all', order = 'newest' } = useSearch({ strict: false }) as { tab?: Tab; order?: PostOrder }
  const navigate = useNavigate()
  const list = useSuspenseInfiniteQuery(postsQuery(workspaceId, tab, order))
  const connected = usePrefetched(accountsQuery(workspaceId)).some(({ disconnectedAt }) => disconnectedAt === null)
  const posts = list.data.pages.flatMap(({ items }) => items)
  const change = (value: string | null) =>
    isTab(value) &&
    void navigate({ to: paths.posts({ workspace: workspaceId }), search: value === 'all' ? {} : { tab: value } })
  return (
    <Page title={t('posts.title')} lead={t('common.zoneIs', { zone: zoneCity(workspace.timeZone) })}>
      <Tabs value={tab} onChange={change} keepMounted={false}>
        <Tabs.List aria-label={t('posts.tabs')} mb="md" className={classes.tabs}>
          {tabs.map((value) => (
            <Tabs.Tab key={value} value={value} ref={value === tab ? showWhole : null}>
              {t(`posts.tab.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          {tab === 'needs_person' && posts.length > 0 ? (
            <LinkButton to={paths.needs({ workspace: workspaceId })} variant="default" mb="md">
              {t('posts.decideHeld')}
            </LinkButton>
          ) : null}
          {tab === 'published' ? (
            <NativeSelect
              aria-label={t('results.sort')}
              data={orders.map((value) => ({ value, label: t(`results.sortOf.${value}`) }))}
              value={order}
              onChange={({ currentTarget: { value } }) =>
                void navigate({
                  to: paths.posts({ workspace: workspaceId }),
                  search: { tab, ...(value === 'newest' ? {} : { order: value }) },
                })
              }
              mb="md"
              maw={240}
            />
          ) : null}
          {posts.length === 0 ? (
            <EmptyTab tab={tab} connected={connected} />
          ) : (
            <ul className={table.list}>
              {posts.map((post) => (
                <PostRow key={post.id} post={post} />
              ))}
            </ul>
          )}
          {list.isFetchNextPageError ? <ErrorNotice error={list.error} /> : null}
          {list.hasNextPage ? (
            <Button
              variant="default"
              mt="md"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('common.more')}
            </Button>
          ) : null}
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

/** On a phone the tabs are wider than the screen: the chosen one is brought into it. */
function showWhole(chosen: HTMLElement | null): void {
  chosen?.scrollIntoView({ inline: 'center', block: 'nearest' })
}

function EmptyTab({ tab, connected }: { tab: Tab; connected: boolean }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  if (!connected && tab !== 'needs_person') {
    const connect = may('manageAccounts') ? (
      <LinkButton to={paths.accounts({ workspace: workspace.id })}>{t('composer.connectFirst')}</LinkButton>
    ) : undefined
    return (
      <Empty title={t(`posts.empty.${tab}`)} action={connect}>
        {t('posts.noAccountYet')}
      </Empty>
    )
  }
  const write =
    tab !== 'needs_person' && may('draft') ? (
      <LinkButton to={paths.compose({ workspace: workspace.id })} variant={tab === 'all' ? 'filled' : 'default'}>
        {t('posts.write')}
      </LinkButton>
    ) : undefined
  return (
    <Empty title={t(`posts.empty.${tab}`)} action={write}>
      {t(`posts.emptyBody.${tab}`)}
    </Empty>
  )
}
