import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestWorld, testOrigin } from '../../testing/world.ts'

type Signed = Awaited<ReturnType<TestWorld['signIn']>>
let world: TestWorld
let editor: Signed
let viewer: Signed

beforeAll(async () => {
  // no web app is built here at all
  world = await TestWorld.create()
  editor = await world.signIn('editor')
  viewer = await world.signIn('viewer')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => world.core.db.deleteFrom('halt').execute())

/** What a browser without JavaScript does: follow an address, or send a form from a page. */
async function browse(who: Signed | undefined, options: InjectOptions = {}) {
  const answer = await world.app.inject({
    url: '/stop',
    ...options,
    headers: { ...(who === undefined ? {} : { cookie: who.cookie }), ...options.headers },
  })
  return { status: answer.statusCode, text: answer.body, headers: answer.headers }
}

const tokenIn = (text: string): string => /name="token" value="([^"]+)"/.exec(text)?.[1] ?? ''

async function press(
  who: Signed,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: testOrigin },
) {
  const token = tokenIn((await browse(who)).text)
  return browse(who, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ token, ...fields }).toString(),
  })
}

const sealed = () => world.core.db.selectFrom('halt').selectAll().execute()

describe('/stop', () => {
  test('is one plain page: no script, nothing to load, and a form', async () => {
    const { status, text, headers } = await browse(editor)
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/html')
    expect(headers['cache-control']).toBe('no-store')
    expect(text).not.toMatch(/<script|<link|<img|src=|javascript:/i)
    expect(text).toContain('<form method="post" action="/stop">')
    expect(text).toContain('Type STOP to confirm')
    // its style and its form are let through by our own rules
    expect(headers['content-security-policy']).toMatch(/style-src 'self' 'unsafe-inline'.*form-action 'self'/)
  })

  test.each([{ word: 'STOP' }, { word: ' stop ' }, { word: 'ARRÊT' }, { word: 'arret' }, { sure: 'yes' }])(
    'stops what one may reach with %o, and then shows how far it is',
    async (fields) => {
      const { status, headers } = await press(editor, { reason: 'A fire <b>', ...fields })
      expect([status, headers.location]).toEqual([303, '/stop'])
      expect(await sealed()).toMatchObject([
        { workspaceId: world.workspaceId, level: 'all', reason: 'A fire <b>', haltedBy: editor.person.id },
      ])
      await expect.poll(async () => (await browse(editor)).text).toContain('<strong>Silent: ')
      const { text } = await browse(editor)
      expect(text).toMatch(/<strong>Sealed<\/strong>: \d\d:\d\d:\d\d\.\d{3}/)
      expect(text).toContain('http-equiv="refresh"')
      // the page that looks again by itself has no form to lose what is typed
      expect(text).not.toContain('<form')
      expect((await browse(editor, { url: '/stop?again=yes' })).text).toContain('<form')
    },
  )

  test.each([{}, { word: 'STOPP' }, { word: '' }, { sure: 'no' }])('stops nothing with %o', async (fields) => {
    const { status, text } = await press(editor, fields)
    expect(status).toBe(422)
    expect(text).toContain('Nothing was stopped')
    expect(await sealed()).toEqual([])
  })

  test.each([
    ['another origin', { origin: 'https://evil.example' }, {}],
    ['an origin that hides', { origin: 'null' }, {}],
    ['no origin from another site', { 'sec-fetch-site': 'cross-site' }, {}],
    ['no token of this session', { origin: testOrigin }, { token: 'x' }],
  ] as const)('stops nothing for a form of %s', async (_what, headers, fields) => {
    const { status, text } = await press(editor, { word: 'STOP', ...fields }, { ...headers })
    expect(status).toBe(403)
    expect(text).toContain('did not come from this page')
    expect(await sealed()).toEqual([])
  })

  test('takes no token of another session', async () => {
    const other = await world.signInAs(editor.person)
    const token = tokenIn((await browse(other)).text)
    expect((await press(editor, { word: 'STOP', token })).status).toBe(403)
    expect(await sealed()).toEqual([])
  })

  test('tells a viewer whom to ask, and asks who is signed out to sign in', async () => {
    const { status, text } = await press(viewer, { word: 'STOP' })
    expect(status).toBe(403)
    expect(text).toContain('You may read here, not stop.')
    const out = await browse(undefined)
    expect(out.status).toBe(401)
    expect(out.text).toContain('href="/sign-in?from=%2Fstop"')
    const posted = await browse(undefined, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: testOrigin },
      payload: 'word=STOP',
    })
    expect(posted.status).toBe(401)
    expect(await sealed()).toEqual([])
  })

  test('stops the whole installation for who owns it', async () => {
    const owner = await world.signIn('owner')
    expect((await press(owner, { word: 'STOP' })).status).toBe(303)
    expect(await sealed()).toMatchObject([{ workspaceId: null }])
    expect((await browse(owner)).text).toContain('the whole installation')
  })

  test('speaks French to who reads French', async () => {
    await world.core.db.updateTable('person').set({ language: 'fr' }).where('id', '=', editor.person.id).execute()
    const { text } = await browse(editor)
    expect(text).toContain('<html lang="fr">')
    expect(text).toContain('Tapez ARRÊT pour confirmer')
    const out = await browse(undefined, { headers: { 'accept-language': 'fr-FR,fr;q=0.9' } })
    expect(out.text).toContain('Connectez-vous')
    await world.core.db.updateTable('person').set({ language: 'en' }).where('id', '=', editor.person.id).execute()
  })

  test('shows nothing of a workspace one is no member of (I11)', async () => {
    const { workspaceId, owner } = await world.otherWorkspace()
    await owner.post(world.path('/halts', workspaceId), { reason: 'Theirs' })
    expect((await browse(editor)).text).toContain('Nothing is stopped.')
    expect((await browse(owner)).text).toContain('Other')
  })
})
