import { expect, test } from 'vitest'
import { writingFunctions } from '../../server/src/connectors/contract.ts'
import { Calls } from './functions.ts'
import { bracketed, codeIn, places, read, withoutComments, withoutStrings } from './source.ts'

const code = codeIn('server/src')
const bare = (path: string) => withoutStrings(read(path))
const gate = (file: string) => `server/src/core/gate/${file}`

/** The functions of the connector that take a permit, and which. */
function taking(): Record<string, string> {
  const contract = withoutComments(read('server/src/connectors/contract.ts'))
  const body = bracketed(contract, contract.indexOf('{', contract.indexOf('export interface Connector')))
  const found = [...body.matchAll(/^ {2}(\w+)\??\(\s*permit: (\w+)/gm)]
  return Object.fromEntries(found.map((match) => [match[1] ?? '', match[2] ?? '']))
}

test('what changes something on a network takes a permit, and the list of those functions is whole', () => {
  const found = taking()
  expect(Object.keys(found).toSorted()).toEqual([...writingFunctions].toSorted())
  // what puts something before the public is stopped by a halt; care is not
  expect(found).toEqual({
    publish: 'SpeechPermit',
    edit: 'SpeechPermit',
    remove: 'CarePermit',
    hide: 'CarePermit',
    setReplyControl: 'CarePermit',
    cancelScheduled: 'CarePermit',
  })
})

test('leave to speak is made in one place, after the permits’ transaction', () => {
  const makes = (name: string) =>
    code.flatMap((path) => places(path, bare(path), new RegExp(`(?<!function )\\b${name}\\(`, 'g')))
  expect(makes('speechPermit').map((place) => place.replace(/:\d+$/, ''))).toEqual([gate('grant.ts')])
  const grant = bare(gate('grant.ts'))
  expect(grant.indexOf('await transact(')).toBeGreaterThan(0)
  expect(grant.indexOf('speechPermit(')).toBeGreaterThan(grant.indexOf('await transact('))
  const inside = bracketed(grant, grant.indexOf('(', grant.indexOf('await transact(')))
  // within it: all is judged first, then what is free is let out, and no permit exists yet
  expect(inside).not.toContain('speechPermit(')
  const order = [/takeScenes\(/, /decide\(/, /letOut\(/].map((step) => inside.search(step))
  expect(order).toEqual(order.toSorted((one, other) => one - other))
  expect(order).not.toContain(-1)
  const carers = makes('carePermit').map((place) => place.replace(/:\d+$/, ''))
  expect(new Set(carers)).toEqual(
    new Set([gate('reply-control.ts'), gate('cancel-scheduled.ts'), gate('take-down.ts')]),
  )
})

test('what is let out asks for halts once more, under the halt lock, by the statement that lets it out', () => {
  const letOut = withoutComments(read(gate('let-out.ts')))
  expect(letOut).toMatch(/const begun = moving\(\s*tx,\s*moves,\s*sql<boolean>`\$\{letPass\(/)
  expect(letOut).toMatch(/await finish\(tx, \[sharingHaltLock\(tx\), begun\.compile\(\)/)
  // nobody else writes that state, nor an attempt
  const senders = code.filter((path) => /to: 'sending'/.test(withoutComments(read(path))))
  expect(senders).toEqual([gate('let-out.ts')])
})

test('the gate hands a connector what was granted, and waits for nothing in between', () => {
  const send = bare(gate('send.ts'))
  expect(send.match(/\.publish\(/g)).toHaveLength(1)
  const [granted, published] = [send.search(/await batches\.grant\(|await grant\(/), send.indexOf('.publish(permit')]
  expect(granted).toBeGreaterThan(0)
  expect(published).toBeGreaterThan(granted)
  const taken = send.indexOf('const { permit } = result')
  expect(taken).toBeGreaterThan(granted)
  expect(send.slice(taken, published)).not.toMatch(/\bawait\b/)
})

/** The background tasks by name, each with its code. */
function jobs(): [string, string][] {
  const text = bare('server/src/jobs/tasks.ts')
  const list = bracketed(text, text.indexOf('{', text.indexOf('return {')))
  const starts = [...list.matchAll(/^ {4}(\w+): /gm)]
  return starts.map((match, index) => [match[1] ?? '', list.slice(match.index, starts[index + 1]?.index)])
}

test('of all jobs one speaks, through the gate; another takes back what is out', () => {
  const calls = new Calls(code)
  const path = 'server/src/jobs/tasks.ts'
  const speech = [`${gate('send.ts')}#send`]
  const care = calls.units.filter(({ body }) => body.includes('carePermit(')).map(({ id }) => id)
  expect(care.length).toBeGreaterThan(1)
  const reached = jobs().map(([name, body]) => [
    name,
    [
      ...(calls.reaches(path, body, speech) ? ['speech'] : []),
      ...(calls.reaches(path, body, care) ? ['care'] : []),
    ].join(' and '),
  ])
  expect(Object.fromEntries(reached)).toEqual({
    run_lane: 'speech',
    look_up: '',
    look_again: '',
    recall: 'care',
    extend_series: '',
    notify: '',
    send_mail: '',
    run_import: '',
    fetch_results: '',
    check_account: '',
  })
})

test('nothing but the lane’s job leads to speech: no route, no command, no other job', () => {
  const calls = new Calls(code.filter((path) => path !== 'server/src/jobs/tasks.ts'))
  const leads = calls.units.filter(({ path, body }) => calls.reaches(path, body, [`${gate('send.ts')}#send`]))
  expect(leads.map(({ id }) => id)).toEqual([`${gate('run-lane.ts')}#runLane`])
  // nor by another name
  const passed = code.filter((path) =>
    /\b(?:runLane|send)\b(?!\s*[(:'"])/.test(bare(path).replace(/^import .*$/gm, '')),
  )
  expect(passed.filter((path) => path.startsWith('server/src/core/') || path.startsWith('server/src/jobs/'))).toEqual(
    [],
  )
})

test('a writing function makes one request, the one its permit is spent on; steps before it belong to `prepare`', () => {
  // Publishing in several steps asks for a permit for each that cannot be undone: a permit is good for one request (send.test.ts).
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const writing = new RegExp(`^server/src/connectors/[^/]+/(${writingFunctions.map(kebab).join('|')})\\.ts$`)
  const files = code.filter((path) => writing.test(path))
  expect(files.length).toBeGreaterThan(1)
  for (const path of files) {
    const text = bare(path)
    expect([path, text.match(/\bhttp\.send\(/g)?.length]).toEqual([path, 1])
    expect([path, /\bfetch\(|\bclientFor\(|\.http\.fetch\b/.test(text)]).toEqual([path, false])
    expect([path, /http\.send\(\s*permit\b/.test(text)]).toEqual([path, true])
  }
})
