import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface Arrival {
  readonly key: string
  /** ms since 1970, when the head of the request was read. */
  readonly at: number
  /** ms until the answer was handed back. */
  took: number
}

/** Takes posts in as a Bluesky server does, within a latency by chance. What it wrote down is the judge. */
export async function openReceiver(latency: () => number) {
  const arrivals: Arrival[] = []
  const server = createServer((request, response) => {
    const [at, began] = [Date.now(), performance.now()]
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { repo, collection, rkey } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>
      const arrival = { key: rkey ?? '', at, took: Number.NaN }
      arrivals.push(arrival)
      void wait(Math.max(0, latency() - (performance.now() - began))).then(() => {
        arrival.took = performance.now() - began
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ uri: `at://${repo}/${collection}/${rkey}`, cid: `bafy${rkey}` }))
      })
    })
  })
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
  await once(server, 'listening')
  return {
    arrivals,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
