import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account, DeliveryOrigin, HaltLevel } from '../../db/schema.ts'
import { VigieError } from '../../lib/errors.ts'
import { quietAccount } from '../../testing/account.ts'
import { dueNow } from '../../testing/planned.ts'
import { StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { cancelDelivery } from '../deliveries/cancel.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { rescheduleDelivery } from '../deliveries/reschedule.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { sendDuringStop } from './exempt.ts'
import { lift } from './lift.ts'
import { seal } from './seal.ts'

/*
 * Stops against a model of a few lines: what a person does, in any order, on real PostgreSQL and through the real gate. The model knows
 * nothing of SQL: a delivery goes out when it is due and every stop over it was lifted, lowered, excepted or has let it pass.
 */

const actor = systemActor('test')
let world: TestWorld
let network: StubNetwork
const accounts: Account[] = []

beforeAll(async () => {
  network = new StubNetwork()
  world = await TestWorld.create({ around: network.around })
  await world.withoutUndo()
  for (const name of ['one', 'two', 'three']) accounts.push(await quietAccount(world, `${name}.test`))
})
afterAll(() => world[Symbol.asyncDispose]())

interface ModelHalt {
  readonly id: string
  readonly account: number | undefined
  level: HaltLevel
  lifted: boolean
  readonly excepted: Set<number>
}
interface ModelDelivery {
  readonly id: string
  readonly account: number
  origin: DeliveryOrigin
  due: boolean
  state: 'scheduled' | 'held' | 'published' | 'cancelled'
  readonly passes: Set<string>
}

const stronger: Record<HaltLevel, number> = { automation: 1, scheduled: 2, all: 3 }
const needed: Record<DeliveryOrigin, number> = { automation: 1, scheduled: 2, person: 3 }

class Model {
  readonly halts: ModelHalt[] = []
  readonly deliveries: ModelDelivery[] = []

  over(delivery: ModelDelivery): ModelHalt[] {
    return this.halts.filter(
      ({ lifted, account, level, excepted }) =>
        !lifted &&
        (account === undefined || account === delivery.account) &&
        !excepted.has(delivery.account) &&
        stronger[level] >= needed[delivery.origin],
    )
  }

  /** Before a stop ends, or becomes weaker, what fell due under it is held. */
  holdUnder(halt: ModelHalt): void {
    for (const one of this.deliveries.filter(({ state, due }) => state === 'scheduled' && due))
      if (this.over(one).includes(halt) && !one.passes.has(halt.id)) one.state = 'held'
  }

  /** Everything that is due meets the gate. */
  run(): void {
    for (const one of this.deliveries.filter(({ state, due }) => state === 'scheduled' && due)) {
      one.state = this.over(one).some(({ id }) => !one.passes.has(id)) ? 'held' : 'published'
    }
  }
}

type Step =
  | { readonly kind: 'write'; readonly account: number; readonly origin: DeliveryOrigin; readonly due: boolean }
  | { readonly kind: 'stop'; readonly account: number | undefined; readonly level: HaltLevel }
  | { readonly kind: 'lift' | 'lower_scheduled' | 'lower_automation'; readonly halt: number }
  | { readonly kind: 'except'; readonly halt: number; readonly account: number }
  | { readonly kind: 'statement' | 'undo' | 'release' | 'fall_due'; readonly delivery: number }
  | { readonly kind: 'run' }

const account = fc.nat({ max: 2 })
const level = fc.constantFrom<HaltLevel>('automation', 'scheduled', 'all')
const origin = fc.constantFrom<DeliveryOrigin>('person', 'scheduled', 'automation')
const which = fc.nat({ max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), account, origin, due: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('stop' as const),
      account: fc.option(account, { nil: undefined }),
      level,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('lift' as const, 'lower_scheduled' as const, 'lower_automation' as const),
      halt: which,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('except' as const), halt: which, account }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('statement' as const, 'undo' as const, 'release' as const, 'fall_due' as const),
      delivery: which,
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'run' as const }) },
)

/** True when it was done; a refusal of ours is false, and the model must say the same. */
async function done(act: Promise<unknown>): Promise<boolean> {
  try {
    await act
    return true
  } catch (error) {
    if (error instanceof VigieError && error.status < 500) return false
    throw error
  }
}

async function wake(): Promise<void> {
  await world.core.db.transaction().execute(async (tx) => {
    for (const { id } of accounts) {
      await lockLane(tx, id)
      await wakeLane(tx, id)
    }
  })
}

async function take(model: Model, one: Step): Promise<void> {
  const { core, workspaceId } = world
  switch (one.kind) {
    case 'write': {
      const made = await dueNow(world, accounts[one.account]!, `${model.deliveries.length}`, { origin: one.origin })
      const later = new Date(Date.now() + 86_400_000)
      if (!one.due) await core.db.updateTable('delivery').set({ dueAt: later }).where('id', '=', made.id).execute()
      model.deliveries.push({ id: made.id, state: 'scheduled', passes: new Set(), ...one })
      return
    }
    case 'stop': {
      const narrow = one.account === undefined ? {} : { accountId: accounts[one.account]!.id }
      const [halt] = await seal(core, { scopes: [{ workspaceId, ...narrow }], level: one.level, actor, personId: null })
      model.halts.push({ id: halt!.id, account: one.account, level: one.level, lifted: false, excepted: new Set() })
      return
    }
    case 'run':
      await wake()
      await world.settleAll()
      model.run()
      return
    case 'except':
    case 'lift':
    case 'lower_scheduled':
    case 'lower_automation': {
      const halt = model.halts[one.halt]
      if (halt === undefined) return
      const to =
        one.kind === 'lower_scheduled' ? 'scheduled' : one.kind === 'lower_automation' ? 'automation' : undefined
      const except = one.kind === 'except' ? { accountId: accounts[one.account]!.id } : undefined
      const worked = await done(lift(core, { id: halt.id, workspaceId, actor, personId: null, to, except }))
      const allowed = !halt.lifted && (to === undefined || stronger[to] < stronger[halt.level])
      if (worked !== allowed)
        throw new Error(`${one.kind} was ${worked ? 'done' : 'refused'}, the model says otherwise`)
      if (!worked) return
      model.holdUnder(halt)
      if (one.kind === 'except') halt.excepted.add(one.account)
      else if (to === undefined) halt.lifted = true
      else halt.level = to
      return
    }
    case 'statement':
    case 'undo':
    case 'release':
    case 'fall_due': {
      const delivery = model.deliveries[one.delivery]
      if (delivery === undefined) return
      await change(model, delivery, one.kind)
    }
  }
}

async function change(model: Model, delivery: ModelDelivery, kind: 'statement' | 'undo' | 'release' | 'fall_due') {
  const { core, workspaceId } = world
  const { id, state } = delivery
  if (kind === 'fall_due') {
    if (state !== 'scheduled') return
    await core.db.updateTable('delivery').set({ dueAt: new Date() }).where('id', '=', id).execute()
    delivery.due = true
    return
  }
  if (kind === 'undo') {
    const worked = await done(cancelDelivery(core, workspaceId, id, actor))
    expect(worked).toBe(deliveryCan('cancel', state))
    if (worked) delivery.state = 'cancelled'
    return
  }
  if (kind === 'release') {
    const when = { kind: 'now' } as const
    const worked = await done(rescheduleDelivery(core, { workspaceId, id, action: 'release', when, actor }))
    expect(worked).toBe(state === 'held' && model.over(delivery).every((halt) => delivery.passes.has(halt.id)))
    if (worked) Object.assign(delivery, { state: 'scheduled', due: true, origin: 'person' })
    return
  }
  const over = model.over(delivery)
  const asked = { workspaceId, deliveryId: id, reason: 'A word', personId: world.owner.id, actor }
  const worked = await done(sendDuringStop(core, asked))
  expect(worked).toBe((state === 'held' || state === 'scheduled') && over.length > 0)
  if (!worked) return
  for (const halt of over) delivery.passes.add(halt.id)
  Object.assign(delivery, { state: 'scheduled', due: true, origin: 'person' })
}

test('overlapping stops, lifts, statements, undo and due times do what a model of a few lines says', async () => {
  const runs = 25
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
      await world.core.db.deleteFrom('post').execute()
      await world.core.db.deleteFrom('halt').execute()
      network.asked.length = 0
      const model = new Model()
      for (const one of [...steps, { kind: 'run' } as const]) await take(model, one)
      const states = await Promise.all(model.deliveries.map(async ({ id }) => (await world.delivery(id)).state))
      expect(states).toEqual(model.deliveries.map(({ state }) => state))
      const published = model.deliveries.flatMap(({ state }, at) => (state === 'published' ? [String(at)] : []))
      expect(network.texts.toSorted()).toEqual(published.toSorted())
    }),
    { numRuns: runs },
  )
}, 240_000)
