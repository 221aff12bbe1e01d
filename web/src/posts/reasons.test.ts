import { expect, test } from 'vitest'
import { reasonsAgainst } from './reasons.ts'

const count = (used: number, bytes = used) => ({
  network: 'bluesky' as const,
  count: {
    used,
    limit: 300,
    unit: 'graphemes' as const,
    bytes: { used: bytes, limit: 3000 },
    fits: used <= 300 && bytes <= 3000,
  },
})
const ok = { handle: 'brand.test', health: 'ok' as const }
const good = { items: [[{ text: 'Hello' }]], accounts: [ok], counts: [count(5)], maySend: true }

test('a good post has nothing against it', () => {
  expect(reasonsAgainst(good)).toEqual([])
})

test('at the limit it fits; one more is said by how much', () => {
  expect(reasonsAgainst({ ...good, counts: [count(300)] })).toEqual([])
  expect(reasonsAgainst({ ...good, counts: [count(301)] })).toMatchObject([{ kind: 'overlong', over: 1 }])
})

test('too many bytes is a reason of its own', () => {
  expect(reasonsAgainst({ ...good, counts: [count(299, 3001)] })).toMatchObject([
    { kind: 'overlong_bytes', used: 3001 },
  ])
})

test('white space is not a text, and no account is nowhere to go', () => {
  expect(reasonsAgainst({ ...good, items: [[{ text: ' \n' }]], accounts: [] }).map(({ kind }) => kind)).toEqual([
    'no_account',
    'empty',
  ])
})

test('an empty item of a thread is named by its place', () => {
  const said = [['Hello'], ['Hello', ' ', '']].map((all) => all.map((text) => ({ text })))
  expect(reasonsAgainst({ ...good, items: said })).toEqual([{ kind: 'empty_item', place: 2 }])
})

test('an account that cannot send is named', () => {
  expect(reasonsAgainst({ ...good, accounts: [ok, { handle: 'old.test', health: 'needs_sign_in' }] })).toEqual([
    { kind: 'needs_sign_in', handle: 'old.test' },
  ])
  expect(reasonsAgainst({ ...good, accounts: [{ handle: 'slow.test', health: 'rate_limited' }] })).toEqual([])
})

test('who may not send reads that first', () => {
  expect(reasonsAgainst({ ...good, items: [[{ text: '' }]], maySend: false })[0]).toEqual({ kind: 'role' })
})

test('a picture needs no text, but words of its own where the workspace asks for them', () => {
  const items = [[{ text: '', media: [{ alt: ' ' }] }]]
  expect(reasonsAgainst({ ...good, items })).toEqual([])
  expect(reasonsAgainst({ ...good, items, requireAlt: true })).toEqual([{ kind: 'alt_missing' }])
  expect(reasonsAgainst({ ...good, comments: items.flat(), requireAlt: true })).toEqual([{ kind: 'alt_missing' }])
  expect(reasonsAgainst({ ...good, uploading: true })).toEqual([{ kind: 'uploading' }])
})
