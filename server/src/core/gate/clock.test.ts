import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { systemClock } from '../../lib/clock.ts'
import { say } from '../../testing/speak.ts'
import { TestWorld } from '../../testing/world.ts'

const hour = 60 * 60 * 1000

/**
 * The machine's clock cannot be set in a test. What a step looks like from inside: the database's clock and the one carried forward
 * since start differ. Setting the carried one by an hour makes the same difference as setting the machine's by minus an hour.
 */
describe('a step of the system clock', () => {
  let world: TestWorld
  let account: Account
  let step = 0

  beforeAll(async () => {
    const real = systemClock()
    const clock = { trusted: () => new Date(real.trusted().getTime() - step) }
    world = await TestWorld.create({ bluesky: true, clock })
    await world.withoutUndo()
    account = await world.connect()
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(() => {
    step = 0
  })

  const out = async (key: string) =>
    (await world.bluesky.posts(world.bluesky.mairie.did)).filter((post) => post.rkey === key).length

  test('forward sends nothing early: what falls due in the hour that was skipped waits', async () => {
    // by the time the job runs, the system says it is due; by the clock that nobody set it is due in an hour
    const delivery = await say(world, account, 'Pas encore')
    step = hour
    await world.processAll()
    const waiting = await world.delivery(delivery.id)
    expect(waiting).toMatchObject({ state: 'scheduled', attempts: 0 })
    expect(waiting.nextTryAt!.getTime()).toBeGreaterThan(Date.now())
    await world.hurry()
    await world.processAll()
    expect(await world.delivery(delivery.id)).toMatchObject({ state: 'scheduled', attempts: 0 })
    expect(await out(delivery.key)).toBe(0)
    // the clock is put right: it goes out, once
    step = 0
    await world.settleAll()
    expect((await world.delivery(delivery.id)).state).toBe('published')
    expect(await out(delivery.key)).toBe(1)
  })

  test('backward sends nothing by surprise: what is an hour late by the other clock is held for a person', async () => {
    const delivery = await say(world, account, 'Une heure après')
    step = -hour
    await world.processAll()
    expect(await world.delivery(delivery.id)).toMatchObject({ state: 'held', reason: 'clock_doubt', attempts: 0 })
    expect(await out(delivery.key)).toBe(0)
  })

  test.each([hour, -hour])('by %i ms while an answer is awaited sends nothing twice', async (by) => {
    const delivery = await say(world, account, `Pendant l’envoi ${by}`)
    const fault = world.proxy.dropNextAnswer('putRecord')
    await world.processAll()
    await fault.met
    expect((await world.delivery(delivery.id)).state).toBe('unconfirmed')
    step = by
    await world.hurry()
    await world.processAll()
    expect((await world.delivery(delivery.id)).state).toBe('published')
    expect(await out(delivery.key)).toBe(1)
    expect(world.proxy.requests('putRecord').filter((entry) => entry.body?.rkey === delivery.key)).toHaveLength(1)
  })

  test('of a second is no doubt: clocks are never quite the same', async () => {
    const delivery = await say(world, account, 'À la seconde')
    step = 1000
    await world.processAll()
    expect((await world.delivery(delivery.id)).state).toBe('published')
  })
})
