/** The pages around a stop: what it is, what it held, and what was prepared for it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { membersQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import { activeHaltsQuery, haltQuery, haltsQuery } from '../halt/queries.ts'
import { withTexts } from '../i18n/start.ts'
import { readSearch, toFilter } from '../lift/filter.ts'
import { heldPulseQuery, heldQuery, upcomingQuery } from '../lift/queries.ts'
import { playbookQuery, playbooksQuery } from '../playbooks/queries.ts'
import { routes } from './paths.ts'
import { below, inside, inWorkspace } from './route-roots.ts'

const halts = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.halts),
  loader: ({ params, location }) => inside(location, () => queryClient.ensureQueryData(haltsQuery(params.workspace))),
  component: lazyRouteComponent(() => withTexts('stopping', () => import('../halt/list-page.tsx')), 'HaltsPage'),
})

const halt = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.halt),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureQueryData(haltQuery(params.workspace, params.halt))),
  component: lazyRouteComponent(
    () => withTexts(['stops', 'crisis'], () => import('../halt/halt-page.tsx')),
    'HaltPage',
  ),
})

/** The list of what is held, of one stop or of all. */
const prefetchHeld = (workspaceId: string, filter: ReturnType<typeof toFilter>) =>
  Promise.all([
    queryClient.ensureInfiniteQueryData(heldQuery(workspaceId, filter)),
    queryClient.ensureQueryData(heldPulseQuery(workspaceId, filter)),
    queryClient.ensureQueryData(upcomingQuery(workspaceId)),
    queryClient.ensureQueryData(activeHaltsQuery(workspaceId)),
  ])

const held = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.held),
  validateSearch: readSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps, location }) =>
    inside(location, () => prefetchHeld(params.workspace, toFilter(deps, undefined))),
  component: lazyRouteComponent(
    () => withTexts(['stops', 'crisis', 'cards'], () => import('../lift/held-page.tsx')),
    'HeldPage',
  ),
})

const haltLift = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.haltLift),
  validateSearch: readSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureQueryData(haltQuery(params.workspace, params.halt)),
        prefetchHeld(params.workspace, toFilter(deps, params.halt)),
      ]),
    ),
  component: lazyRouteComponent(
    () => withTexts(['stops', 'crisis', 'cards'], () => import('../lift/held-page.tsx')),
    'LiftPage',
  ),
})

const playbooks = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.playbooks),
  loader: ({ params, location }) =>
    inside(location, () => queryClient.ensureQueryData(playbooksQuery(params.workspace))),
  component: lazyRouteComponent(() => withTexts('crisis', () => import('../playbooks/list-page.tsx')), 'PlaybooksPage'),
})

const newPlaybook = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.newPlaybook),
  loader: ({ params, location }) => inside(location, () => queryClient.ensureQueryData(membersQuery(params.workspace))),
  component: lazyRouteComponent(
    () => withTexts('crisis', () => import('../playbooks/editor-page.tsx')),
    'NewPlaybookPage',
  ),
})

const playbook = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.playbook),
  loader: ({ params, location }) =>
    inside(location, () =>
      Promise.all([
        // Always the latest version: what is edited must not be an old copy.
        queryClient.fetchQuery({ ...playbookQuery(params.workspace, params.playbook), staleTime: 0 }),
        queryClient.ensureQueryData(membersQuery(params.workspace)),
      ]),
    ),
  component: lazyRouteComponent(
    () => withTexts('crisis', () => import('../playbooks/editor-page.tsx')),
    'PlaybookPage',
  ),
})

const printPlaybook = createRoute({
  getParentRoute: inWorkspace,
  path: below(routes.printPlaybook),
  loader: ({ params, location }) =>
    inside(location, () =>
      Promise.all([
        queryClient.ensureQueryData(playbookQuery(params.workspace, params.playbook)),
        queryClient.ensureQueryData(membersQuery(params.workspace)),
      ]),
    ),
  component: lazyRouteComponent(() => withTexts('crisis', () => import('../playbooks/print-page.tsx')), 'PrintPage'),
})

export const routesOfStops = [halts, halt, held, haltLift, playbooks, newPlaybook, playbook, printPlaybook] as const
