export { openBluesky, type Bluesky, type BlueskyOptions, type StoredPost } from './bluesky-network.ts'
export { FaultyProxy, type Fault, type Match, type ProxyEntry } from './faulty-proxy.ts'
export type { Person } from './people.ts'
