/** Somebody's way to the API without a browser: for what a test needs and does not test. */
export interface Cookie {
  readonly name: string
  readonly value: string
}

export class Session {
  readonly url: string
  readonly #cookies = new Map<string, string>()

  constructor(url: string) {
    this.url = url
  }

  get cookies(): Cookie[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value }))
  }

  /** @throws Error with the server's words when it refuses */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-vigie-csrf': '1',
        origin: this.url,
        cookie: this.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      this.#cookies.set(name, value)
    }
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  get<T>(path: string): Promise<T> {
    return this.call('GET', path)
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call('POST', path, body)
  }
}
