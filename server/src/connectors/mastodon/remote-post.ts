import type { RemotePost } from '../contract.ts'
import { asText, type Fields } from './context.ts'

/** A status as the API shows it: https://docs.joinmastodon.org/entities/Status/. Undefined for what is none. */
export function toRemotePost(json: Fields): RemotePost | undefined {
  const id = asText(json['id'])
  // `url` is for people; a server may have none, and then `uri` is what there is
  const url = [asText(json['url']), asText(json['uri'])].find((address) => URL.canParse(address))
  return id === '' || url === undefined ? undefined : { id, url }
}

const reblog = 'reblog:'

/** A repost is undone by the id of the status that it repeats: it is kept under that. */
export const reblogId = (id: string): string => `${reblog}${id}`

/** The status that a repost repeats; undefined for what is none. */
export const repeatedBy = (remoteId: string): string | undefined =>
  remoteId.startsWith(reblog) ? remoteId.slice(reblog.length) : undefined
