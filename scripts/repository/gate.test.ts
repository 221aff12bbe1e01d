import { expect, test } from 'vitest'
import { writingFunctions } from '../../server/src/connectors/contract.ts'
import { bracketed, codeIn, importsOf, places, read, withoutComments, withoutStrings } from './source.ts'

const code = codeIn('server/src')
const bare = new Map(code.map((path) => [path, withoutStrings(read(path))]))
const filesWith = (pattern: RegExp): string[] => code.filter((path) => pattern.test(bare.get(path) ?? ''))

test('only the gate calls a writing function of a connector (I1)', () => {
  // An emergency stop is only worth something if there is one door.
  const callers = Object.fromEntries(
    writingFunctions.map((name) => [name, filesWith(new RegExp(`\\.${name}\\??\\.?\\(`))]),
  )
  expect(callers).toEqual({
    publish: ['server/src/core/gate/send.ts'],
    remove: ['server/src/core/gate/take-down.ts'],
    edit: ['server/src/core/gate/send.ts'],
    hide: [],
    setReplyControl: ['server/src/core/gate/reply-control.ts'],
    cancelScheduled: ['server/src/core/gate/cancel-scheduled.ts'],
  })
})

test('no writing function is taken out of its connector under another name (I1)', () => {
  // `const { publish } = connector` or `connector['publish']` would go round the test above.
  const names = writingFunctions.join('|')
  const taken = code.flatMap((path) => {
    if (path.startsWith('server/src/connectors/')) return []
    const text = withoutComments(read(path))
    const patterns = [
      new RegExp(`\\{[^{}]*\\b(?:${names})\\b[^{}]*\\}\\s*(?::[^=]*)?=[^=>]*connector`, 'gi'),
      new RegExp(`connectors?\\w*(?:\\[[^\\]]*\\])?\\s*\\[\\s*['"\`](?:${names})`, 'gi'),
      new RegExp(`\\bconnector\\w*\\.(?:${names})\\b(?!\\??\\.?\\()`, 'g'),
    ]
    return patterns.flatMap((pattern) => places(path, text, pattern))
  })
  expect(taken).toEqual([])
})

test('only the gate makes permits (I1)', () => {
  // The brand of a permit cannot be named outside the contract, so the only other way to one is a cast.
  const casts = filesWith(
    /\bas\s+(?:unknown\s+as\s+)?(?:\w+\.)?(?:Speech|Care)?Permit\b|<(?:Speech|Care)?Permit>\s*[({\w]/,
  )
  expect(casts).toEqual(['server/src/core/gate/permit.ts'])
  const makers = code.filter((path) => importsOf(path).some(({ to }) => to === 'server/src/core/gate/permit.ts'))
  expect(makers.filter((path) => !path.startsWith('server/src/core/gate/'))).toEqual([])
})

test('the one irreversible request is made where a connector writes', () => {
  // A file of another name asks the network for nothing that cannot be undone.
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const named = new RegExp(`^server/src/connectors/[^/]+/(?:${writingFunctions.map(kebab).join('|')})\\.ts$`)
  expect(filesWith(/\bhttp\.send\(/).filter((path) => !named.test(path))).toEqual([])
})

test('nothing but the guarded client talks to the world', () => {
  // Time limits, size limits and private addresses are kept by one client; a stray fetch would know none of them.
  const against = code.flatMap((path) => {
    const clients = importsOf(path)
      .filter(({ to }) => /^(?:node:)?(?:undici|https?|http2|net|tls|axios|got|ky)$/.test(to))
      .map(({ name }) => `${path} imports ${name}`)
    const fetches = places(path, bare.get(path) ?? '', /(?<![.\w])(?:globalThis\.)?fetch\(/g)
    return [...clients, ...fetches]
  })
  const guarded = (place: string) => /^server\/src\/connectors\/http(?:\.ts|\/)/.test(place)
  expect(against.filter((place) => !guarded(place))).toEqual([])
})

/** The arguments of every `.set(` that follows `updateTable('delivery')`, with strings blanked. */
function writesToDelivery(path: string): { at: string; set: string }[] {
  const text = withoutComments(read(path))
  const skeleton = bare.get(path) ?? ''
  return [...text.matchAll(/\.updateTable\(\s*['"`]delivery\b/g)].map((match) => {
    const at = skeleton.indexOf('.set(', match.index)
    return { at: `${path}:${text.slice(0, match.index).split('\n').length}`, set: bracketed(skeleton, at + 4) }
  })
}

test('only move() changes the state of a delivery (I5, I9)', () => {
  // It refuses what the table of transitions does not know, and writes the record in the same transaction.
  const writes = code.flatMap(writesToDelivery)
  expect(writes.length).toBeGreaterThan(3)
  const ofState = writes
    .filter(({ set }) => /\b(?:state|attemptId)\b/.test(set))
    .map(({ at }) => at.replace(/:\d+$/, ''))
  expect(ofState).toEqual(['server/src/core/deliveries/move.ts'])
  // a variable could hide a state: only what is plainly written, or the frozen text, passes elsewhere
  const hidden = writes.filter(
    ({ at, set }) => !at.includes('/move.ts') && !/^\s*(?:\{(?!.*\.\.\.)|frozenColumns\()/s.test(set),
  )
  expect(hidden.map(({ at }) => at)).toEqual([])
})

test('deliveries are made in one place, never deleted, and never written by raw SQL', () => {
  const makers = code.filter((path) =>
    /\.(?:insertInto|mergeInto)\(\s*['"`]delivery\b/.test(withoutComments(read(path))),
  )
  expect(makers).toEqual(['server/src/core/deliveries/schedule.ts'])
  const raw = /\.deleteFrom\(\s*['"`]delivery\b|\b(?:update|insert\s+into|delete\s+from|merge\s+into)\s+delivery\b/gi
  expect(code.flatMap((path) => places(path, withoutComments(read(path)), raw))).toEqual([])
})
