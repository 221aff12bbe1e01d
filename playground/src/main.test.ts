import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { scratch } from './folders.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('`npm run playground` brings up everything, and leaves nothing', { timeout: 240_000 }, async () => {
  const child = spawn(process.execPath, ['playground/src/main.ts'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  try {
    await expect.poll(() => printed, { timeout: 200_000, interval: 200 }).toMatch(/Ready in[\s\S]*vigie\.log/)
    const find = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? ''
    const [vigie, window] = [find(/Vigie +(http\S+)/), find(/posts +(http\S+)/)]
    expect(await (await fetch(window)).text()).toContain('La médiathèque rouvre mardi')
    expect(await (await fetch(`${vigie}/api/setup`)).json()).toEqual({ needed: false })
    const [email, password] = [find(/sign in with +(\S+)/), find(/password +(\S+)/)]
    const signedIn = await fetch(`${vigie}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vigie-csrf': '1', origin: vigie },
      body: JSON.stringify({ email, password }),
    })
    const cookie = signedIn.headers.getSetCookie().map((text) => text.split(';', 1)[0])
    const headers = { cookie: cookie.join('; ') }
    const me = (await (await fetch(`${vigie}/api/me`, { headers })).json()) as {
      memberships: { workspace: { id: string } }[]
    }
    const accounts = `${vigie}/api/workspaces/${me.memberships[0]?.workspace.id}/accounts`
    const mastodon = find(/Mastodon server +(http\S+)/)
    expect(await (await fetch(accounts, { headers })).json()).toMatchObject({
      items: [
        { network: 'bluesky', handle: 'mairie.test', health: 'ok', hasAvatar: true },
        { network: 'mastodon', handle: `mairie@${new URL(mastodon).host}`, health: 'ok', hasAvatar: true },
      ],
    })
    child.kill('SIGINT')
    const [code] = (await ended) as [number | null]
    expect([code, printed]).toEqual([0, expect.stringContaining('Stopping')])
    await expect(fetch(`${vigie}/healthz`)).rejects.toThrow()
    expect(readdirSync(scratch).filter((name) => name.includes(`-${child.pid}-`))).toEqual([])
  } finally {
    child.kill('SIGKILL')
  }
})
