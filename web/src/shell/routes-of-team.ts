/** The pages on which people work together: what waits for somebody, and what they were told. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queryClient } from '../api/query-client.ts'
import { withTexts } from '../i18n/start.ts'
import { needsQuery } from '../needs/queries.ts'
import { notificationsQuery } from '../notifications/queries.ts'
import { routes } from './paths.ts'
import { below, inside, inWorkspace } from './route-roots.ts'

const needs = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.needs),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureInfiniteQueryData(needsQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts(['team', 'cards'], () => import('../needs/needs-page.tsx')),
    'NeedsPage',
  ),
})

const notifications = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.notifications),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureInfiniteQueryData(notificationsQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts('team', () => import('../notifications/notifications-page.tsx')),
    'NotificationsPage',
  ),
})

export const routesOfTeam = [needs, notifications] as const
