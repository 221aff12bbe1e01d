import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface LocalServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Requests whose head arrived. */
  readonly requests: IncomingMessage[]
  readonly connections: () => number
  /** Bytes that arrived, of requests or of anything else. */
  readonly bytes: () => number
}

/** An HTTP server of one test. */
export async function serve(listener: RequestListener): Promise<LocalServer> {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    port,
    requests,
    connections: () => sockets.size,
    bytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
