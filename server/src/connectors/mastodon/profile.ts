import type { MediaLimits, Profile, TextLimits } from '../contract.ts'
import { ask, asText, inside, remoteIdOf, type Context, type Fields, type Session } from './context.ts'
import { readMediaLimits } from './media-limits.ts'
import { usualLimits } from './text.ts'

/** What a server says of itself. */
export interface Instance {
  readonly domain: string
  readonly limits: TextLimits
  readonly features: readonly string[]
  readonly mediaLimits: MediaLimits
}

/** Who may quote can be said: Mastodon 4.5, version 7 of its API. https://docs.joinmastodon.org/methods/statuses/#create */
export const quotePolicyFeature = 'quote_policy'
const quotePolicySince = 7

/** Many statuses are read at once: Mastodon 4.3, version 2 of its API. https://docs.joinmastodon.org/methods/statuses/#index */
export const manyStatusesFeature = 'many_statuses'
const manyStatusesSince = 2

/** https://docs.joinmastodon.org/entities/Instance/. Undefined: no server of this API speaks so. */
export function readInstance(json: Fields | undefined): Instance | undefined {
  const statuses = inside(inside(json, 'configuration'), 'statuses')
  const domain = asText(json?.['domain'])
  if (domain === '') return undefined
  const number = (name: string, usual: number): number => {
    const value = statuses[name]
    return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : usual
  }
  const characters = number('max_characters', usualLimits.characters)
  const limits = { characters, perLink: number('characters_reserved_per_url', usualLimits.perLink) }
  const version = inside(json, 'api_versions')['mastodon']
  const since = (first: number, feature: string) => (typeof version === 'number' && version >= first ? [feature] : [])
  const features = [...since(quotePolicySince, quotePolicyFeature), ...since(manyStatusesSince, manyStatusesFeature)]
  return { domain, limits, features, mediaLimits: readMediaLimits(inside(json, 'configuration')) }
}

export const instanceUrl = (service: string): string => `${service}/api/v2/instance`

/** What the server allows and can do now; undefined when it does not tell: what was known before stays. */
export async function askInstance(context: Context, service: string): Promise<Instance | undefined> {
  try {
    return readInstance((await ask(context, instanceUrl(service))).json)
  } catch {
    return undefined // not needed to publish
  }
}

/** Of `verify_credentials`: https://docs.joinmastodon.org/entities/Account/. Undefined for what is no account. */
export function toProfile(
  session: Omit<Session, 'accountId'>,
  json: Fields,
  instance: Pick<Instance, 'limits' | 'features' | 'mediaLimits'> | undefined,
): Profile | undefined {
  const [accountId, username] = [asText(json['id']), asText(json['username'])]
  if (accountId === '' || username === '') return undefined
  const [displayName, avatar, url] = [asText(json['display_name']), asText(json['avatar']), asText(json['url'])]
  return {
    id: remoteIdOf({ accountId, domain: session.domain }),
    handle: `${username}@${session.domain}`,
    displayName: displayName === '' ? username : displayName,
    url: URL.canParse(url) ? url : `${session.service}/@${username}`,
    ...(URL.canParse(avatar) ? { avatarUrl: avatar } : {}),
    ...(instance === undefined
      ? {}
      : { limits: instance.limits, features: instance.features, mediaLimits: instance.mediaLimits }),
  }
}
