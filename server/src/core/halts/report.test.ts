import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { TestWorld } from '../../testing/world.ts'
import { reportPdf } from './report-pdf.ts'
import { reportOf } from './report.ts'

interface Report {
  halt: { id: string; reason: string | null; sealedAt: string; silentAt: string | null }
  timeline: {
    at: string
    until: string | null
    action: string
    by: { kind: string; name: string }
    count: number
    what: string | null
  }[]
  held: { text: string; fate: string; by: string; statement: boolean }[]
  recalled: { text: string; recall: string }[]
  counts: Record<string, number>
}

let world: TestWorld
let ada: Client & { person: { name: string } }
let eva: Client & { person: { name: string } }
let halt: string
let accountId: string
let early: string
let statement: string

const write = async (text: string, send: object = { kind: 'now' }) => {
  const body = { items: [{ text }], options: { languages: ['fr'] }, accountIds: [accountId], send }
  const answer = await eva.post<{ deliveries: { id: string }[] }>(world.path('/posts'), body)
  return answer.body.deliveries[0]!.id
}
const report = async (who: Client = eva) => (await who.get<Report>(world.path(`/halts/${halt}/report`))).body

// the whole story, once, through the API and the real network
beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  await world.withoutUndo()
  ada = await world.signIn('admin')
  eva = await world.signIn('editor')
  accountId = (await world.connect()).id
  early = await write('Grande fête ce soir, venez nombreux ! 🎉')
  await world.processAll()
  const sealed = await eva.post<{ id: string }>(world.path('/halts'), {
    level: 'all',
    reason: 'Attentat en centre-ville',
  })
  halt = sealed.body.id
  const held = [
    await write('Concert à 21 h : « les Étoiles » sur la place'),
    await write('Il reste des billets'),
    await write('À demain !'),
    await write('Plus tard'),
  ]
  await world.processAll()
  statement = await write('La ville est touchée. Évitez le centre, suivez la préfecture.')
  await world.processAll()
  await ada.post(world.path(`/deliveries/${statement}/send-during-stop`), { reason: 'Message de la préfecture' })
  await world.processAll()
  await eva.post(world.path(`/halts/${halt}/recall`))
  await world.processAll()
  const playbook = { name: 'Attentat', steps: [{ text: 'Appeler la préfecture' }] }
  const plan = (await eva.post<{ id: string }>(world.path('/playbooks'), playbook)).body
  type Run = { id: string; steps: { id: string }[] }
  const run = (await eva.post<Run>(world.path(`/halts/${halt}/playbook`), { playbookId: plan.id })).body
  await eva.call('PUT', world.path(`/halts/${halt}/playbook/${run.id}/steps/${run.steps[0]!.id}/tick`))
  await ada.post(world.path(`/halts/${halt}/lift`), { reason: 'Fin de l’alerte' })
  const decide = (ids: string[], how: object) => eva.post(world.path('/held/decide'), { ids, ...how })
  await decide([held[0]!], { as: 'drop' })
  await decide([held[1]!], { as: 'draft' })
  await decide([held[2]!], { as: 'send_now' })
  await world.processAll()
}, 180_000)
afterAll(() => world[Symbol.asyncDispose]())

describe('the report of a halt', () => {
  test('tells who did what, when, from the record, in order', async () => {
    const { timeline, halt: told } = await report()
    expect(told).toMatchObject({ id: halt, reason: 'Attentat en centre-ville' })
    const actions = timeline.map((line) => line.action)
    const expected = [
      'halt.sealed',
      'delivery.held',
      'delivery.sent_during_stop',
      'delivery.published',
      'delivery.recall_asked',
      'delivery.retracted',
      'playbook.started',
      'playbook.step_ticked',
      'halt.lifted',
      'delivery.dropped',
      'delivery.returned_to_draft',
      'delivery.released',
      'delivery.published',
    ]
    const inOrder = actions.filter((action, at) => action !== 'halt.silent' && action !== actions[at - 1])
    expect(inOrder.filter((action, at) => action !== inOrder[at - 1])).toEqual(expect.arrayContaining(expected))
    expect(timeline.map((line) => line.at)).toEqual(timeline.map((line) => line.at).toSorted())
    const lines = Object.fromEntries(timeline.map((line) => [line.action, line]))
    expect(lines['halt.sealed']).toMatchObject({
      by: { kind: 'person', name: eva.person.name },
      what: 'Attentat en centre-ville',
    })
    expect(lines['halt.lifted']).toMatchObject({ by: { name: ada.person.name } })
    expect(lines['playbook.step_ticked']).toMatchObject({ what: 'Appeler la préfecture' })
    // four on end by the gate are one line
    expect(timeline.find((line) => line.action === 'delivery.held')).toMatchObject({ count: 5, by: { kind: 'system' } })
    expect(lines['delivery.recall_asked']?.what).toContain('Grande fête')
  })

  test('says what was held and what became of it, what was sent, and what was taken back', async () => {
    expect((await world.delivery(early)).state).toBe('retracted')
    expect((await world.delivery(statement)).state).toBe('published')
    const { held, recalled, counts } = await report()
    expect(held.map((one) => [one.text.slice(0, 10), one.fate, one.statement])).toEqual([
      ['Concert à ', 'dropped', false],
      ['Il reste d', 'draft', false],
      ['À demain !', 'sent', false],
      ['Plus tard', 'waiting', false],
      ['La ville e', 'sent', true],
    ])
    expect(recalled).toMatchObject([{ text: expect.stringContaining('Grande fête'), recall: 'removed' }])
    expect(counts).toMatchObject({
      held: 5,
      dropped: 1,
      draft: 1,
      sent: 2,
      waiting: 1,
      planned: 0,
      statements: 1,
      recallAsked: 1,
      recallRemoved: 1,
      recallFailed: 0,
    })
  })

  test('is a PDF in both languages, with its font inside', async () => {
    for (const language of ['fr', 'en'] as const) {
      const answer = await eva.get<string>(world.path(`/halts/${halt}/report.pdf?language=${language}`))
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toBe('application/pdf')
      expect(answer.headers['content-disposition']).toContain(language === 'fr' ? 'vigie-arret-' : 'vigie-stop-')
    }
    const pdf = await reportPdf(await reportOf(world.core.db, world.workspaceId, halt), 'fr', new Date())
    const text = pdf.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text).toContain('/FontFile2')
    expect(text).toContain('DejaVuSans')
    expect(text).toContain('NotoEmoji')
    expect(text).toContain('(fr-FR)')
    if (process.env['VIGIE_LOOK'] !== undefined) {
      writeFileSync(`${process.env['VIGIE_LOOK']}/fr.pdf`, pdf)
      const english = await reportPdf(await reportOf(world.core.db, world.workspaceId, halt), 'en', new Date())
      writeFileSync(`${process.env['VIGIE_LOOK']}/en.pdf`, english)
    }
  })

  test('of an installation’s halt tells each workspace of itself alone, and another’s is not found (I11)', async () => {
    const other = await world.otherWorkspace()
    expect((await other.owner.get(world.path(`/halts/${halt}/report`, other.workspaceId))).status).toBe(404)
    const all = await (await world.signIn('owner')).post<{ halts: { id: string }[] }>('/api/halts', { reason: 'tout' })
    await write('Ici seulement')
    await world.processAll()
    const path = (id: string, workspaceId: string) => world.path(`/halts/${id}/report`, workspaceId)
    const id = all.body.halts[0]!.id
    const theirs = (await other.owner.get<Report>(path(id, other.workspaceId))).body
    expect(theirs.counts['held']).toBe(0)
    expect(JSON.stringify(theirs)).not.toContain('Ici seulement')
    expect((await eva.get<Report>(path(id, world.workspaceId))).body.held.map((one) => one.text)).toEqual([
      'Ici seulement',
    ])
  })
})
