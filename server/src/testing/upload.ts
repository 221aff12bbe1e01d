import type { Answer, Client } from './client.ts'
import type { TestWorld } from './world.ts'

/** What an upload is answered with: the file, or why not. */
export interface Uploaded {
  readonly id: string
  readonly code?: string
  readonly detail?: string
}

interface Given {
  readonly bytes: Buffer
  readonly name: string
  /** Fields before the file. */
  readonly form?: Readonly<Record<string, string>>
  readonly twice?: boolean
}

/** Uploads a file as a browser does. */
export async function upload(world: TestWorld, who: Client, given: Given): Promise<Answer<Uploaded>> {
  const form = new FormData()
  for (const [name, value] of Object.entries(given.form ?? {})) form.set(name, value)
  const file = new Blob([new Uint8Array(given.bytes)], { type: 'application/octet-stream' })
  for (let n = 0; n < (given.twice === true ? 2 : 1); n++) form.append('file', file, given.name)
  const encoded = new Response(form)
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  return who.call<Uploaded>('POST', world.path('/media'), Buffer.from(await encoded.arrayBuffer()), headers)
}
