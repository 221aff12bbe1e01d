import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import {
  accountsQuery,
  auditQuery,
  invitationQuery,
  invitationsQuery,
  meQuery,
  membersQuery,
  postQuery,
  postsQuery,
  setupQuery,
  tokensQuery,
} from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import { readSearch as readCalendarSearch } from '../calendar/search.ts'
import { campaignsQuery } from '../campaigns/queries.ts'
import { drillsQuery, hooksQuery } from '../drills/queries.ts'
import { withTexts } from '../i18n/start.ts'
import { notificationSettingsQuery } from '../notifications/queries.ts'
import { isOrder, isTab } from '../posts/tabs.ts'
import { PageError } from './crash.tsx'
import { NotFound } from './not-found.tsx'
import { paths, routes } from './paths.ts'
import { below, ifMay, inside, inWorkspace, lastWorkspace, rootRoute, whoIsIt, workspace } from './route-roots.ts'
import { routesOfStops } from './routes-of-stops.ts'
import { routesOfTeam } from './routes-of-team.ts'

async function toSetupWhenNeeded(): Promise<void> {
  const { needed } = await queryClient.fetchQuery(setupQuery)
  if (needed) redirect({ to: paths.setup(), throw: true })
}

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.home,
  loader: async () => {
    await toSetupWhenNeeded()
    const me = await whoIsIt('/')
    const last = localStorage.getItem(lastWorkspace)
    const membership = me.memberships.find(({ workspace }) => workspace.id === last) ?? me.memberships[0]
    if (membership !== undefined) redirect({ to: paths.posts({ workspace: membership.workspace.id }), throw: true })
  },
  component: lazyRouteComponent(() => import('./no-workspace.tsx'), 'NoWorkspace'),
})

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.setup,
  loader: () => queryClient.fetchQuery(setupQuery),
  component: lazyRouteComponent(() => withTexts('entering', () => import('../setup/setup-page.tsx')), 'SetupPage'),
})

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.signIn,
  validateSearch: (search): { from?: string; ended?: string } => {
    const from = text(search['from'])
    const ended = text(search['ended'])
    return { ...(from === undefined ? {} : { from }), ...(ended === undefined ? {} : { ended }) }
  },
  loader: toSetupWhenNeeded,
  component: lazyRouteComponent(() => withTexts('entering', () => import('../sign-in/sign-in-page.tsx')), 'SignInPage'),
})

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.invitation,
  loader: async ({ params }) => {
    await queryClient.prefetchQuery(invitationQuery(params.token))
    // Being signed in is not needed here, but changes what is asked.
    await queryClient.prefetchQuery(meQuery)
  },
  component: lazyRouteComponent(
    () => withTexts('entering', () => import('../invitations/invitation-page.tsx')),
    'InvitationPage',
  ),
})

const workspaceHome = createRoute({
  getParentRoute: inWorkspace,
  path: '/',
  beforeLoad: ({ params }) => {
    redirect({ to: paths.posts({ workspace: params.workspace }), throw: true })
  },
})

const posts = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.posts),
  validateSearch: (search) => ({
    ...(isTab(search['tab']) ? { tab: search['tab'] } : {}),
    ...(isOrder(search['order']) ? { order: search['order'] } : {}),
  }),
  loaderDeps: ({ search }) => ({ tab: search.tab ?? 'all', order: search.order ?? 'newest' }),
  loader: ({ params, deps, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureInfiniteQueryData(postsQuery(params.workspace, deps.tab, deps.order)),
        queryClient.ensureQueryData(accountsQuery(params.workspace)),
      ]),
    ),
  component: lazyRouteComponent(() => import('../posts/list-page.tsx'), 'ListPage'),
})

const post = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.post),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureQueryData(postQuery(params.workspace, params.post))),
  component: lazyRouteComponent(() => withTexts('cards', () => import('../posts/post-page.tsx')), 'PostPage'),
})

const compose = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.compose),
  validateSearch: (search): { draft?: string; at?: string } => {
    const draft = text(search['draft'])
    const at = text(search['at'])
    const planned = at !== undefined && !Number.isNaN(Date.parse(at)) ? { at } : {}
    return { ...(draft === undefined ? {} : { draft }), ...planned }
  },
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureQueryData(accountsQuery(params.workspace)),
        // Always the latest version: what is edited must not be an old copy.
        deps.draft === undefined
          ? undefined
          : queryClient.fetchQuery({ ...postQuery(params.workspace, deps.draft), staleTime: 0 }),
      ]),
    ),
  component: lazyRouteComponent(() => import('../posts/compose-page.tsx'), 'ComposePage'),
})

const calendar = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.calendar),
  validateSearch: readCalendarSearch,
  loader: ({ params, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureQueryData(accountsQuery(params.workspace)),
        queryClient.ensureQueryData(membersQuery(params.workspace)),
        queryClient.ensureQueryData(campaignsQuery(params.workspace)),
      ]),
    ),
  component: lazyRouteComponent(
    () => withTexts(['planning', 'cards'], () => import('../calendar/calendar-page.tsx')),
    'CalendarPage',
  ),
})

const accounts = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.accounts),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureQueryData(accountsQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts('connecting', () => import('../accounts/accounts-page.tsx')),
    'AccountsPage',
  ),
})

const listening = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.listening),
  beforeLoad: ({ params }) => {
    redirect({ to: paths.tryQuery({ workspace: params.workspace }), replace: true, throw: true })
  },
})

const tryQuery = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.tryQuery),
  component: lazyRouteComponent(() => withTexts('hearing', () => import('../listening/try-page.tsx')), 'TryPage'),
})

const people = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.people),
  loader: ({ params, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureQueryData(membersQuery(params.workspace)),
        ifMay(params.workspace, 'manageMembers', () => queryClient.prefetchQuery(invitationsQuery(params.workspace))),
      ]),
    ),
  component: lazyRouteComponent(() => withTexts('entering', () => import('../people/people-page.tsx')), 'PeoplePage'),
})

const record = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.record),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureInfiniteQueryData(auditQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts(['record', 'cards'], () => import('../audit/record-page.tsx')),
    'RecordPage',
  ),
})

const settings = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.settings),
  component: lazyRouteComponent(
    () => withTexts(['preferences', 'groups', 'stops', 'team'], () => import('../settings/settings-layout.tsx')),
    'SettingsLayout',
  ),
})
const belowSettings = <P extends string>(pattern: `${typeof routes.settings}${P}`) =>
  pattern.slice(routes.settings.length) as P

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: ({ params }) => {
    redirect({ to: paths.profile({ workspace: params.workspace }), replace: true, throw: true })
  },
})
const profile = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.profile),
  component: lazyRouteComponent(
    () => withTexts(['preferences', 'entering'], () => import('../settings/profile-page.tsx')),
    'ProfilePage',
  ),
})
const security = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.security),
  component: lazyRouteComponent(
    () => withTexts(['preferences', 'entering'], () => import('../settings/security-page.tsx')),
    'SecurityPage',
  ),
})
const workspaceSettings = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.workspaceSettings),
  component: lazyRouteComponent(
    () => withTexts(['preferences', 'team', 'entering'], () => import('../settings/workspace-page.tsx')),
    'WorkspacePage',
  ),
})
const tokens = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.tokens),
  loader: ({ params, location }) => inside(location, () => queryClient.ensureQueryData(tokensQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts('preferences', () => import('../settings/tokens-page.tsx')),
    'TokensPage',
  ),
})

const stopSettings = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.stopSettings),
  loader: ({ params, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureQueryData(drillsQuery(params.workspace)),
        queryClient.ensureQueryData(membersQuery(params.workspace)),
        ifMay(params.workspace, 'manageHooks', () => queryClient.prefetchQuery(hooksQuery(params.workspace))),
      ]),
    ),
  component: lazyRouteComponent(() => withTexts('stops', () => import('../drills/stop-page.tsx')), 'StopPage'),
})
const campaigns = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.campaigns),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureQueryData(campaignsQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts('groups', () => import('../campaigns/campaigns-page.tsx')),
    'CampaignsPage',
  ),
})
const importExport = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.importExport),
  validateSearch: (search): { file?: string } =>
    text(search['file']) === undefined ? {} : { file: text(search['file']) ?? '' },
  component: lazyRouteComponent(() => withTexts('transfer', () => import('../import/page.tsx')), 'ImportExportPage'),
})

const notifications = createRoute({
  getParentRoute: () => settings,
  path: belowSettings(routes.notificationSettings),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureQueryData(notificationSettingsQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts('team', () => import('../notifications/settings-page.tsx')),
    'NotificationSettingsPage',
  ),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    home,
    setup,
    signIn,
    invitation,
    workspace.addChildren([
      workspaceHome,
      posts,
      post,
      compose,
      calendar,
      accounts,
      listening,
      tryQuery,
      people,
      ...routesOfTeam,
      ...routesOfStops,
      record,
      settings.addChildren([
        settingsHome,
        profile,
        security,
        workspaceSettings,
        stopSettings,
        campaigns,
        importExport,
        tokens,
        notifications,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  // TanStack Query decides what is fresh.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})
