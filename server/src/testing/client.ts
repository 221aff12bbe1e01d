import type { InjectOptions } from 'fastify'
import type { App } from '../api/http/types.ts'

export interface Answer<T = Record<string, never>> {
  readonly status: number
  // the shape is what the test expects of it; a wrong guess fails the assertion that follows
  readonly body: T
  readonly headers: Readonly<Record<string, unknown>>
}

/** Somebody at a browser (with a cookie) or a script (with a token), talking to the server in this process. */
export class Client {
  readonly #app: App
  readonly #origin: string
  #cookies = new Map<string, string>()
  token: string | undefined

  constructor(app: App, origin: string) {
    this.#app = app
    this.#origin = origin
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The headers that say who calls, as a browser or a script would send them. */
  identity(): Record<string, string> {
    if (this.token !== undefined) return { authorization: `Bearer ${this.token}` }
    return { 'x-vigie-csrf': '1', origin: this.#origin, ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}) }
  }

  async call<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const options: InjectOptions = { method: method as 'GET', url: path, headers: { ...this.identity(), ...headers } }
    if (body !== undefined) options.payload = body as object
    const answer = await this.#app.inject(options)
    for (const cookie of answer.cookies) {
      if (cookie.maxAge === 0) this.#cookies.delete(cookie.name)
      else this.#cookies.set(cookie.name, encodeURIComponent(cookie.value))
    }
    const json = answer.headers['content-type']?.toString().includes('json') === true
    return { status: answer.statusCode, body: (json ? answer.json() : answer.body) as T, headers: answer.headers }
  }

  get = <T = Record<string, never>>(path: string) => this.call<T>('GET', path)
  post = <T = Record<string, never>>(path: string, body: unknown = {}) => this.call<T>('POST', path, body)
  patch = <T = Record<string, never>>(path: string, body: unknown) => this.call<T>('PATCH', path, body)
  delete = <T = Record<string, never>>(path: string) => this.call<T>('DELETE', path)
}
