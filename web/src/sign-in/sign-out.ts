import { ApiError } from '../api/problem.ts'
import { queryClient, whenSignedOut } from '../api/query-client.ts'
import { paths } from '../shell/paths.ts'
import { toastError } from '../shell/toast.ts'
import { signedOutElsewhere } from './signed-out.ts'

/** Ends this session. A full load of the sign-in page: nothing of the last person stays in memory. */
export async function signOut(): Promise<void> {
  const { auth } = await import('./auth-client.ts')
  // The live stream hears of the end as soon as we do: that is no news of a session ended elsewhere.
  whenSignedOut(() => undefined)
  const { error } = await auth.signOut()
  if (error !== null && error.status !== 401) {
    whenSignedOut(signedOutElsewhere)
    toastError(
      new ApiError({
        status: error.status,
        code: error.status === 0 ? 'UNREACHABLE' : 'UNREADABLE',
        title: error.statusText,
      }),
    )
    return
  }
  queryClient.clear()
  window.location.assign(paths.signIn())
}
