import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestWorld } from '../testing/world.ts'

interface Description {
  openapi: string
  paths: Record<string, Record<string, { summary?: string; tags?: string[]; responses: object }>>
  components: { schemas: Record<string, object> }
}

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.create()
})
afterAll(() => world[Symbol.asyncDispose]())

test('an address that cannot be read is a problem like any other', async () => {
  for (const url of ['/%zz', `/api/invitations/${'x'.repeat(300)}`]) {
    const answer = await world.app.inject({ url })
    expect(answer.json()).toMatchObject({ status: 400, code: 'REQUEST_MALFORMED' })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  }
})

describe('the description of the API', () => {
  test('is OpenAPI 3.1, and what is checked in is what is served', async () => {
    const { body } = await world.client().get<Description>('/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    // after a change of the API: npm run api:generate
    expect(body).toEqual(JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')))
  })

  test('names every route, with a summary, and every reference leads somewhere', async () => {
    const { body } = await world.client().get<Description>('/api/openapi.json')
    const hidden = ['/api/auth/*', '/api/openapi.json', '/healthz', '/readyz', '/metrics']
    const routes = world.app.routes.filter(({ url }) => url.startsWith('/api/') && !url.startsWith('/api/docs'))
    for (const { method, url } of routes.filter((route) => route.method !== 'HEAD' && !hidden.includes(route.url))) {
      const described = body.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      expect([url, described?.summary ?? '', described?.tags?.length]).not.toContain('')
    }
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(10)
    for (const [, name = ''] of references) expect(Object.keys(body.components.schemas)).toContain(name)
    for (const call of Object.values(body.paths).flatMap((path) => Object.values(path))) {
      expect(Object.keys(call.responses).length).toBeGreaterThan(0)
    }
  })

  test('is readable in a browser under the policy: nothing inline, nothing from elsewhere', async () => {
    const page = await world.app.inject({ url: '/api/docs/' })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(page.body).not.toMatch(/\bon\w+="/)
    const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
    expect(parts.length).toBeGreaterThan(3)
    for (const address of parts) {
      const url = new URL(address, 'http://localhost:4400/api/docs/')
      expect(url.origin).toBe('http://localhost:4400')
      expect([address, (await world.app.inject({ url: url.pathname })).statusCode]).toEqual([address, 200])
    }
    expect(String(page.headers['content-security-policy'])).toContain("script-src 'self'")
  })
})
