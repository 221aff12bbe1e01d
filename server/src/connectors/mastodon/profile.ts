import type { Profile, TextLimits } from '../contract.ts'
import { ask, asText, inside, remoteIdOf, type Context, type Fields, type Session } from './context.ts'
import { usualLimits } from './text.ts'

/** What a server says of itself. */
export interface Instance {
  readonly domain: string
  readonly limits: TextLimits
}

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
  return { domain, limits: { characters, perLink: number('characters_reserved_per_url', usualLimits.perLink) } }
}

export const instanceUrl = (service: string): string => `${service}/api/v2/instance`

/** The limits as they are now; undefined when the server does not tell: those known before stay. */
export async function readLimits(context: Context, service: string): Promise<TextLimits | undefined> {
  try {
    return readInstance((await ask(context, instanceUrl(service))).json)?.limits
  } catch {
    return undefined // not needed to publish
  }
}

/** Of `verify_credentials`: https://docs.joinmastodon.org/entities/Account/. Undefined for what is no account. */
export function toProfile(session: Omit<Session, 'accountId'>, json: Fields, limits?: TextLimits): Profile | undefined {
  const [accountId, username] = [asText(json['id']), asText(json['username'])]
  if (accountId === '' || username === '') return undefined
  const [displayName, avatar, url] = [asText(json['display_name']), asText(json['avatar']), asText(json['url'])]
  return {
    id: remoteIdOf({ accountId, domain: session.domain }),
    handle: `${username}@${session.domain}`,
    displayName: displayName === '' ? username : displayName,
    url: URL.canParse(url) ? url : `${session.service}/@${username}`,
    ...(URL.canParse(avatar) ? { avatarUrl: avatar } : {}),
    ...(limits === undefined ? {} : { limits }),
  }
}
