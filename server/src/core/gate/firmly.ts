import { setTimeout as wait } from 'node:timers/promises'
import type { Core } from '../context.ts'

const longest = 5000

/**
 * Goes on trying while the database does not take it: what only this process knows must be written. Should it end before, the sweep
 * finds the attempts and has them looked up.
 */
export async function firmly<T>(core: Pick<Core, 'log'>, about: object, act: () => Promise<T>): Promise<T> {
  for (let pause = 100; ; pause = Math.min(pause * 2, longest)) {
    try {
      return await act()
    } catch (err) {
      core.log.error({ err, ...about }, 'what came of an attempt could not be written; trying again')
      await wait(pause)
    }
  }
}
