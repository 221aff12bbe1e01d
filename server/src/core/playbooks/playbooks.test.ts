import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { haltRow } from '../../testing/halts.ts'
import { makeObjects } from '../../testing/objects.ts'
import { TestWorld } from '../../testing/world.ts'

interface Playbook {
  id: string
  version: number
  name: string
  steps: { id: string; text: string; role: string | null; personId: string | null }[]
  contacts: { id: string; name: string; phone: string }[]
  statementPostIds: string[]
  code?: string
}
interface Run {
  id: string
  name: string
  steps: { id: string; text: string; personName: string | null; tick: { by: string; at: string } | null }[]
  contacts: { name: string }[]
  statementPostIds: string[]
  code?: string
}

let world: TestWorld
let eva: Client & { person: { id: string; name: string } }
let objects: ReturnType<typeof makeObjects>
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
  objects = makeObjects(world, world.workspaceId, world.owner.id)
})
afterAll(() => world[Symbol.asyncDispose]())

const write = (body: object, who: Client = eva) => who.post<Playbook>(world.path('/playbooks'), body)
const edit = (id: string, body: object) => eva.patch<Playbook>(world.path(`/playbooks/${id}`), body)
const actions = async (id: string) => {
  const rows = world.core.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', id).orderBy('seq')
  return (await rows.execute()).map((row) => row.action)
}

describe('a crisis plan written in advance', () => {
  test('has steps with a role and a person, contacts, and statements, in their order', async () => {
    const [one, two] = [await objects.post(), await objects.post()]
    const draft = {
      name: 'Attentat',
      situation: 'Un attentat, en ville ou ailleurs',
      steps: [
        { text: 'Appeler la préfecture', role: 'owner', personId: eva.person.id },
        { text: 'Relire ce qui est prévu', role: 'moderator' },
        { text: 'Publier le message' },
      ],
      contacts: [{ name: 'Préfecture', role: 'cabinet', phone: '+33 1 00 00 00 00' }],
      statementPostIds: [two, one],
    }
    const { status, body } = await write(draft)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...draft, version: 1 })
    expect((await eva.get<Playbook>(world.path(`/playbooks/${body.id}`))).body).toEqual(body)
    const changed = {
      ...body,
      steps: [body.steps[2], { text: 'Nouvelle étape' }, body.steps[0]],
      contacts: [],
      statementPostIds: [one],
    }
    const after = (await edit(body.id, changed)).body
    expect(after.version).toBe(2)
    expect(after.steps.map((step) => step.text)).toEqual([
      'Publier le message',
      'Nouvelle étape',
      'Appeler la préfecture',
    ])
    expect([after.steps[0]!.id, after.steps[2]!.id]).toEqual([body.steps[2]!.id, body.steps[0]!.id])
    expect(after).toMatchObject({ contacts: [], statementPostIds: [one] })
    expect(await actions(body.id)).toEqual(['playbook.written', 'playbook.edited'])
    await eva.delete(world.path(`/posts/${one}`))
    expect((await eva.get<Playbook>(world.path(`/playbooks/${body.id}`))).body.statementPostIds).toEqual([])
  })

  test('another one’s change is not written over', async () => {
    const { id } = (await write({ name: 'Panne' })).body
    const answers = await Promise.all([1, 2, 3].map(() => edit(id, { name: 'Panne longue', version: 1 })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('PLAYBOOK_CONFLICT')
  })

  test('people and posts of another workspace are not found, and ids of other playbooks’ steps are not taken', async () => {
    const other = await world.otherWorkspace()
    const theirs = makeObjects(world, other.workspaceId, other.owner.person.id)
    const draft = { name: 'Plan' }
    const foreign = [
      { ...draft, steps: [{ text: 'x', personId: other.owner.person.id }] },
      { ...draft, statementPostIds: [await theirs.post()] },
    ]
    for (const body of foreign) expect(await write(body)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    const first = (await write({ ...draft, steps: [{ text: 'mine' }] })).body
    const second = (await write({ ...draft, steps: [{ id: first.steps[0]!.id, text: 'stolen' }] })).body
    expect(second.steps[0]!.id).not.toBe(first.steps[0]!.id)
    expect((await eva.get<Playbook>(world.path(`/playbooks/${first.id}`))).body.steps[0]!.text).toBe('mine')
  })

  test('put away, it is gone from the list and its runs stay', async () => {
    const { id } = (await write({ name: 'Vieux plan', steps: [{ text: 'une' }] })).body
    const halt = await haltRow(world, {})
    await eva.post(world.path(`/halts/${halt}/playbook`), { playbookId: id })
    expect((await eva.delete(world.path(`/playbooks/${id}`))).status).toBe(204)
    expect((await eva.get(world.path(`/playbooks/${id}`))).status).toBe(404)
    const { items } = (await eva.get<{ items: Playbook[] }>(world.path('/playbooks'))).body
    expect(items.map((item) => item.id)).not.toContain(id)
    const runs = (await eva.get<{ items: Run[] }>(world.path(`/halts/${halt}/playbook`))).body.items
    expect(runs.map((run) => run.name)).toEqual(['Vieux plan'])
  })
})

describe('during a halt', () => {
  async function start(steps: object[] = [{ text: 'une', personId: eva.person.id }, { text: 'deux' }]) {
    const playbook = (await write({ name: 'Attentat', steps, contacts: [{ name: 'Préfecture' }] })).body
    const halt = await haltRow(world, {})
    const run = (await eva.post<Run>(world.path(`/halts/${halt}/playbook`), { playbookId: playbook.id })).body
    const path = (step: number) => world.path(`/halts/${halt}/playbook/${run.id}/steps/${run.steps[step]!.id}/tick`)
    return { playbook, halt, run, path }
  }

  test('a playbook is taken up once, with its steps as they were then', async () => {
    const { playbook, halt, run } = await start()
    expect(run).toMatchObject({ name: 'Attentat', contacts: [{ name: 'Préfecture' }] })
    expect(run.steps).toMatchObject([
      { text: 'une', personName: eva.person.name, tick: null },
      { text: 'deux', personName: null, tick: null },
    ])
    await edit(playbook.id, { name: 'Attentat', version: 1, steps: [{ text: 'autre' }] })
    const again = (await eva.post<Run>(world.path(`/halts/${halt}/playbook`), { playbookId: playbook.id })).body
    expect(again.id).toBe(run.id)
    expect(again.steps.map((step) => step.text)).toEqual(['une', 'deux'])
    expect((await actions(playbook.id)).filter((action) => action === 'playbook.started')).toHaveLength(1)
  })

  test('steps are ticked by whoever did them, once, and a tick is taken back', async () => {
    const { playbook, path } = await start()
    const max = await world.signIn('moderator')
    const [first] = await Promise.all([max, max, max].map((who) => who.call<Run>('PUT', path(0))))
    expect(first!.status).toBe(200)
    const second = await eva.call<Run>('PUT', path(0))
    expect(second.body.steps[0]!.tick).toMatchObject({ by: max.person.name })
    expect((await actions(playbook.id)).filter((action) => action === 'playbook.step_ticked')).toHaveLength(1)
    const gone = await eva.delete<Run>(path(0))
    expect(gone.body.steps[0]!.tick).toBe(null)
    await eva.delete(path(0))
    expect((await actions(playbook.id)).filter((action) => action === 'playbook.step_unticked')).toHaveLength(1)
    const vera = await world.signIn('viewer')
    expect((await vera.call('PUT', path(1))).status).toBe(403)
    expect((await vera.get<{ items: Run[] }>(path(1).replace(/\/playbook\/.*/, '/playbook'))).body.items).toHaveLength(
      1,
    )
  })

  test('a step that is none, a run of another halt, a halt of another workspace are not found', async () => {
    const { playbook, halt, run, path } = await start()
    const nothing = '00000000-0000-7000-8000-000000000000'
    const elsewhere = await haltRow(world, {})
    const paths = [
      path(0).replace(run.steps[0]!.id, nothing),
      path(0).replace(run.id, nothing),
      path(0).replace(halt, elsewhere),
    ]
    for (const wrong of paths) expect((await eva.call('PUT', wrong)).status).toBe(404)
    const other = await world.otherWorkspace()
    const theirs = await haltRow(world, { workspaceId: other.workspaceId })
    expect((await eva.post(world.path(`/halts/${theirs}/playbook`), { playbookId: playbook.id })).status).toBe(404)
    // an installation's halt concerns both: each sees its own plans alone
    const all = await haltRow(world, { workspaceId: null })
    await eva.post(world.path(`/halts/${all}/playbook`), { playbookId: playbook.id })
    const seen = await other.owner.get<{ items: Run[] }>(world.path(`/halts/${all}/playbook`, other.workspaceId))
    expect(seen.body.items).toEqual([])
  })
})
