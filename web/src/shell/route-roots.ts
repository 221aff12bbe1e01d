/** What every page hangs from: who looks, and the workspace they look at. */
import { createRootRoute, createRoute, lazyRouteComponent, notFound, Outlet, redirect } from '@tanstack/react-router'
import { isSignedOut } from '../api/problem.ts'
import { meQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import type { Me } from '../api/types.ts'
import { bringTexts } from '../i18n/start.ts'
import { mayIn, type May } from '../people/may.ts'
import { WholePageError } from './crash.tsx'
import { NotFound, WholePageNotFound } from './not-found.tsx'
import { paths, routes } from './paths.ts'

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: WholePageNotFound,
  errorComponent: WholePageError,
})

function toSignIn(returnTo: string): never {
  redirect({ to: paths.signIn(), search: returnTo === '/' ? {} : { from: returnTo }, throw: true })
  throw new Error('A redirect throws')
}

/** Who looks, or a way to the sign-in that comes back here. */
export async function whoIsIt(returnTo: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery)
  } catch (error) {
    if (!isSignedOut(error)) throw error
    return toSignIn(returnTo)
  }
}

/** The workspace opened last in this browser. */
export const lastWorkspace = 'vigie.workspace'

export const workspace = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.workspace,
  loader: async ({ params, location }) => {
    const [me] = await Promise.all([whoIsIt(location.href), bringTexts('inside')])
    if (!me.memberships.some((membership) => membership.workspace.id === params.workspace)) notFound({ throw: true })
    localStorage.setItem(lastWorkspace, params.workspace)
  },
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
  notFoundComponent: NotFound,
  errorComponent: WholePageError,
})

export const inWorkspace = () => workspace
export const below = <P extends string>(pattern: `${typeof routes.workspace}${P}`) =>
  pattern.slice(routes.workspace.length) as P

/** A page's data need the sign-in to be known first: a loader of its own would otherwise ask in vain. */
export async function inside<T>(location: { href: string }, load: () => Promise<T>): Promise<void> {
  await whoIsIt(location.href)
  await load()
}

/** What not everybody may read is not asked for in vain. */
export async function ifMay(workspaceId: string, act: May, load: () => Promise<unknown>): Promise<void> {
  const me = await queryClient.ensureQueryData(meQuery)
  const membership = me.memberships.find((one) => one.workspace.id === workspaceId)
  if (membership !== undefined && mayIn(membership, act)) await load()
}
