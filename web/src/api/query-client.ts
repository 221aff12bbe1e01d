import {
  MutationCache,
  QueryCache,
  QueryClient,
  useQuery,
  type QueryKey,
  type UseQueryOptions,
} from '@tanstack/react-query'
import { ApiError, isSignedOut } from './problem.ts'

let onSignedOut: () => void = () => undefined
/** Names what happens when the server no longer knows us. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}
const notice = (error: unknown) => {
  if (isSignedOut(error)) onSignedOut()
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      // What the browser thinks of the network is not asked: a server on this machine answers without one.
      networkMode: 'always',
      // The live stream tells what changed; without it, this is how old a page may be.
      staleTime: 30_000,
      // Reading again is harmless when no answer came; a refusal stays a refusal.
      retry: (count, error) =>
        count < 2 && error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 502),
    },
    // Never by itself: a second try may do the thing twice. And never later: what is asked offline fails now, with a sentence,
    // rather than go out by surprise once there is a network.
    mutations: { retry: false, networkMode: 'always' },
  },
})

/**
 * Data the page's loader has fetched, kept up to date.
 * @throws Error when the loader forgot it.
 */
export function usePrefetched<T, K extends QueryKey>(options: UseQueryOptions<T, Error, T, K>): T {
  const { data } = useQuery(options)
  if (data === undefined) throw new Error(`The loader of this page did not fetch ${JSON.stringify(options.queryKey)}`)
  return data
}
