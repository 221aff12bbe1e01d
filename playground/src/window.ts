import { once } from 'node:events'
import { createServer } from 'node:http'
import { AtpAgent, type AppBskyFeedDefs } from '@atproto/api'
import type { Bluesky } from './bluesky-network.ts'

/**
 * A window on the network, in place of bsky.app: `/`, `/profile/WHO` and `/profile/WHO/post/KEY` as plain pages. It shows what
 * the AppView shows to anybody.
 */
export async function openWindow(network: Bluesky, port: number): Promise<AsyncDisposable & { url: string }> {
  const agent = new AtpAgent({ service: network.appViewUrl ?? network.url })
  const server = createServer((request, response) => {
    page(network, agent, new URL(request.url ?? '/', 'http://localhost').pathname)
      .then((body) => response.writeHead(200, html).end(frame(body)))
      .catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error)
        response.writeHead(404, html).end(frame(`<p>Not here: ${escape(detail)}</p>`))
      })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const html = { 'content-type': 'text/html; charset=utf-8' }

async function page(network: Bluesky, agent: AtpAgent, path: string): Promise<string> {
  const [, area, who, kind, key] = path.split('/').map(decodeURIComponent)
  if (area === 'profile' && who !== undefined && kind === 'post') {
    const { data } = await agent.resolveHandle({ handle: who }).catch(() => ({ data: { did: who } }))
    const thread = await agent.getPostThread({ uri: `at://${data.did}/app.bsky.feed.post/${key}`, depth: 6 })
    return showThread(thread.data.thread as AppBskyFeedDefs.ThreadViewPost)
  }
  if (area === 'profile' && who !== undefined) {
    const { data } = await agent.getProfile({ actor: who })
    const { data: feed } = await agent.getAuthorFeed({ actor: who, limit: 50 })
    const title = `<h1>${escape(data.displayName ?? data.handle)} <small>@${escape(data.handle)}</small></h1>`
    return title + feed.feed.map(({ post }) => showPost(post)).join('')
  }
  const people = [network.alice, network.bob, network.mairie]
  const feeds = await Promise.all(people.map(({ did }) => agent.getAuthorFeed({ actor: did, limit: 30 })))
  const posts = feeds.flatMap(({ data }) => data.feed.map(({ post }) => post))
  posts.sort((a, b) => b.indexedAt.localeCompare(a.indexedAt))
  return `<h1>The playground’s network</h1>${posts.map(showPost).join('')}`
}

function showThread({ parent, post, replies }: AppBskyFeedDefs.ThreadViewPost): string {
  const above = parent !== undefined && 'post' in parent ? showPost(parent.post) : ''
  const below = (replies ?? []).flatMap((reply) =>
    'post' in reply ? [showThread({ post: reply.post, replies: reply.replies ?? [] })] : [],
  )
  return `${above}${showPost(post)}<div class="below">${below.join('')}</div>`
}

function showPost({ uri, author, record, indexedAt }: AppBskyFeedDefs.PostView): string {
  const { text } = record as { text?: string }
  const key = uri.slice(uri.lastIndexOf('/') + 1)
  const picture =
    author.avatar === undefined ? '' : `<img src="${escape(author.avatar)}" alt="" width="40" height="40">`
  return `<article>${picture}<div><a href="/profile/${escape(author.handle)}"><b>${escape(author.displayName ?? author.handle)}</b></a>
    <a class="time" href="/profile/${escape(author.did)}/post/${escape(key)}"><time>${escape(indexedAt)}</time></a>
    <p>${escape(text ?? '')}</p></div></article>`
}

const frame = (body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5"><title>Playground</title>
<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1d2430;background:#faf9f6}
article{display:flex;gap:.75rem;padding:.75rem 0;border-top:1px solid #ddd}img{border-radius:50%}p{margin:.25rem 0;white-space:pre-wrap}
a{color:inherit}.time,small{color:#68707d;font-size:.85rem}.below{margin-left:2rem}</style>
<body><nav><a href="/">All posts</a></nav>${body}</body></html>`

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
