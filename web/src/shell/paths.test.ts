import { expect, test } from 'vitest'
import { paths, routes, type RouteName } from './paths.ts'

const params = { workspace: 'w1', post: 'p1', token: 't1', halt: 'h1', playbook: 'b1' }

test('every address is what it was: people keep bookmarks and send links', () => {
  const all = Object.keys(routes).map((name) => [name, (paths[name as RouteName] as (p: object) => string)(params)])
  expect(Object.fromEntries(all)).toMatchInlineSnapshot(`
    {
      "accounts": "/w/w1/accounts",
      "calendar": "/w/w1/calendar",
      "campaigns": "/w/w1/settings/campaigns",
      "compose": "/w/w1/compose",
      "halt": "/w/w1/halts/h1",
      "haltLift": "/w/w1/halts/h1/lift",
      "halts": "/w/w1/halts",
      "held": "/w/w1/held",
      "home": "/",
      "importExport": "/w/w1/settings/import-export",
      "invitation": "/invitation/t1",
      "listening": "/w/w1/listening",
      "needs": "/w/w1/needs",
      "newPlaybook": "/w/w1/playbooks/new",
      "notificationSettings": "/w/w1/settings/notifications",
      "notifications": "/w/w1/notifications",
      "people": "/w/w1/people",
      "playbook": "/w/w1/playbooks/b1",
      "playbooks": "/w/w1/playbooks",
      "post": "/w/w1/posts/p1",
      "posts": "/w/w1/posts",
      "printPlaybook": "/w/w1/playbooks/b1/print",
      "profile": "/w/w1/settings/profile",
      "record": "/w/w1/record",
      "security": "/w/w1/settings/security",
      "settings": "/w/w1/settings",
      "setup": "/setup",
      "signIn": "/sign-in",
      "stopSettings": "/w/w1/settings/stop",
      "tokens": "/w/w1/settings/tokens",
      "tryQuery": "/w/w1/listening/try",
      "workspace": "/w/w1",
      "workspaceSettings": "/w/w1/settings/workspace",
    }
  `)
})

test('what a person typed cannot leave its place in the address', () => {
  expect(paths.post({ workspace: 'a/b', post: '../c' })).toBe('/w/a%2Fb/posts/..%2Fc')
})

test('a missing part is an error, not an address with a hole', () => {
  expect(() => paths.post({ workspace: 'w', post: '' })).toThrow('needs post')
})
