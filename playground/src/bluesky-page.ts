import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Person } from './people.ts'

export type Decision = 'yes' | 'no'

/**
 * What a person does on the page where their server asks whether a program may act for them: signs in, and decides.
 * @param page where the program sent them
 * @returns where the server's answer leads their browser
 */
export async function answerPage(page: string, person: Person, decision: Decision): Promise<string> {
  const browser = new Browser(page)
  await browser.open(page)
  if (decision === 'no') return browser.follow(await browser.tell('reject', {}))
  const { did, handle: username, password } = person
  const { ephemeralToken } = await browser.tell('sign-in', { locale: 'en', username, password })
  return browser.follow(await browser.tell('consent', { did }, ephemeralToken))
}

/** As much of a browser as the page's own script uses. */
class Browser {
  readonly #page: string
  readonly #cookies = new Map<string, string>()

  constructor(page: string) {
    this.#page = page
  }

  async open(url: string): Promise<void> {
    await this.#ask('GET', url, {
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      'sec-fetch-site': 'none',
    })
  }

  /** A question of the page's script to its server. */
  async tell(what: string, input: object, token?: string): Promise<Record<string, string>> {
    const { origin } = new URL(this.#page)
    const { body } = await this.#ask(
      'POST',
      `${origin}/@atproto/oauth-provider/~api/${what}`,
      {
        'sec-fetch-mode': 'same-origin',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        'x-csrf-token': this.#cookies.get('csrf-token') ?? '',
        referer: this.#page,
        origin,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      JSON.stringify(input),
    )
    return JSON.parse(body) as Record<string, string>
  }

  /** Goes where the script was told to, which leads back to the program. */
  async follow({ url = '' }: Record<string, string>): Promise<string> {
    const { origin } = new URL(this.#page)
    const { answer } = await this.#ask('GET', url, {
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      'sec-fetch-site': 'same-origin',
      referer: this.#page,
      origin,
    })
    return answer.headers.location ?? ''
  }

  async #ask(method: string, url: string, headers: Record<string, string>, body?: string) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const asked = request(url, { method, headers: { 'user-agent': 'Browser', cookie, ...headers } })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split('=') ?? []
      this.#cookies.set(name, value)
    }
    const read = await text(answer)
    if ((answer.statusCode ?? 0) >= 400) throw new Error(`${url} answered ${answer.statusCode}: ${read.slice(0, 300)}`)
    return { answer, body: read }
  }
}
