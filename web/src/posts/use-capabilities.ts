import { useQuery } from '@tanstack/react-query'
import type { Network } from '@vigie/server/contract'
import { networksQuery } from '../api/queries.ts'
import type { Has } from './offers.ts'

/** What each network has; undefined until it is known. */
export function useCapabilities(): (network: Network) => Has | undefined {
  const { data = [] } = useQuery(networksQuery)
  return (network) => data.find((one) => one.network === network)?.capabilities as Has | undefined
}
