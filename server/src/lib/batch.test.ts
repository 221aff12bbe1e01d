import { describe, expect, test } from 'vitest'
import { alone, inBatches } from './batch.ts'

/** A batch whose end a test decides. It answers each key with itself, in capitals. */
function held(options: { most?: number; leaveOut?: string } = {}) {
  const batches: { readonly keys: readonly string[]; end(error?: Error): void }[] = []
  const ones: [string, boolean][] = []
  const failures: unknown[] = []
  const call = inBatches<string, string>({
    many(keys) {
      const { promise, resolve, reject } = Promise.withResolvers<(string | typeof alone)[]>()
      const answers = keys.map((key) => (key === options.leaveOut ? alone : key.toUpperCase()))
      batches.push({ keys, end: (error) => (error === undefined ? resolve(answers) : reject(error)) })
      return promise
    },
    one: async (key, failed) => {
      ones.push([key, failed])
      if (key === 'bad') throw new Error('bad by itself')
      return key.toUpperCase()
    },
    most: options.most ?? 10,
    onFailure: (error) => failures.push(error),
  })
  const begun = async (count: number) => {
    await expect.poll(() => batches.length, { interval: 1 }).toBe(count)
  }
  return { call, batches, ones, failures, begun }
}

describe('calls in batches', () => {
  test('a single one does not wait for others', async () => {
    const { call, batches, begun } = held()
    const answer = call('a')
    await begun(1)
    batches[0]!.end()
    expect(await answer).toBe('A')
  })

  test('what is asked in one round of the event loop, and while a batch runs, goes together', async () => {
    const { call, batches, begun } = held()
    const first = [call('a'), call('b')]
    await begun(1)
    const second = [call('c')]
    await new Promise(setImmediate)
    second.push(call('d'))
    batches[0]!.end()
    expect(await Promise.all(first)).toEqual(['A', 'B'])
    await begun(2)
    batches[1]!.end()
    expect(await Promise.all(second)).toEqual(['C', 'D'])
    expect(batches.map(({ keys }) => keys)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('a batch holds no more than its most; the rest is the next one', async () => {
    const { call, batches, begun } = held({ most: 2 })
    const answers = Promise.all(['a', 'b', 'c'].map(call))
    await begun(1)
    batches[0]!.end()
    await begun(2)
    batches[1]!.end()
    expect(await answers).toEqual(['A', 'B', 'C'])
    expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b'], ['c']])
  })

  test('each member of a batch that failed is tried by itself, and one that fails again is alone with it', async () => {
    const { call, batches, ones, failures, begun } = held()
    const answers = Promise.allSettled(['a', 'bad', 'c'].map(call))
    await begun(1)
    batches[0]!.end(new Error('all of it'))
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(ones).toEqual([
      ['a', true],
      ['bad', true],
      ['c', true],
    ])
    expect(failures).toEqual([new Error('all of it')])
  })

  test('a member that is left out is done by itself', async () => {
    const { call, batches, ones, begun } = held({ leaveOut: 'b' })
    const answers = Promise.all(['a', 'b'].map(call))
    await begun(1)
    batches[0]!.end()
    expect(await answers).toEqual(['A', 'B'])
    expect(ones).toEqual([['b', false]])
  })

  test('a batch that never ends does not stop the next one', async () => {
    const { call, batches, begun } = held()
    void call('lost')
    await begun(1)
    const next = call('next')
    await begun(2)
    batches[1]!.end()
    expect(await next).toBe('NEXT')
    // and coming back late, it lets nobody in before their turn
    const later = call('later')
    await begun(3)
    void call('after')
    batches[0]!.end()
    await new Promise(setImmediate)
    expect(batches).toHaveLength(3)
    batches[2]!.end()
    expect(await later).toBe('LATER')
  })
})
