import { createBluesky } from './bluesky/index.ts'
import type { Connector, Network } from './contract.ts'
import type { Http } from './http.ts'
import { createMastodon } from './mastodon/index.ts'

export interface ConnectorOptions {
  readonly http: Http
  /** The system's clock: networks speak of times by it. */
  readonly now: () => Date
  /** Where people see Bluesky posts, when it is not https://bsky.app. */
  readonly blueskyWeb?: string
  /** Directory of Bluesky’s identities, when it is not https://plc.directory. */
  readonly blueskyDirectory?: string
}

/** One connector per network. A new network is added here and in `contract.ts`. */
export function createConnectors(options: ConnectorOptions): Readonly<Record<Network, Connector>> {
  const { http, now, blueskyWeb: web, blueskyDirectory: directory } = options
  const ours = { ...(web === undefined ? {} : { web }), ...(directory === undefined ? {} : { directory }) }
  return {
    bluesky: createBluesky({ http, now, ...ours }),
    mastodon: createMastodon({ http, now }),
  }
}
