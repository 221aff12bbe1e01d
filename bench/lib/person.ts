import { setTimeout as wait } from 'node:timers/promises'

/** Somebody who talks to the API over the network, as the web app does. */
export class Person {
  readonly #url: string
  #cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#url}/api${path}`, {
      method,
      headers: { 'x-vigie-csrf': '1', origin: this.#url, cookie: this.#cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    if (cookies.length > 0) this.#cookie = cookies.join('; ')
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}

/** Asks for lists, some at a time, each hand after a pause (ms), until it is stopped. */
export function load(person: Person, paths: readonly string[], hands: number, pause: number) {
  let asked = 0
  let failed = 0
  let on = true
  const hand = async () => {
    while (on) {
      await person.call('GET', paths[asked++ % paths.length] ?? '').catch(() => failed++)
      await wait(pause)
    }
  }
  const working = Array.from({ length: hands }, hand)
  return {
    async stop(): Promise<{ asked: number; failed: number }> {
      on = false
      await Promise.all(working)
      return { asked, failed }
    },
  }
}
