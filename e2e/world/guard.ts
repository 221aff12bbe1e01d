import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test'

/**
 * Watches every page of a test: nothing is asked of another host, no policy is broken, no error is thrown or logged. What a test
 * provokes on purpose is announced with `expectErrors`.
 */
export class Guard {
  readonly #origin: string
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []
  readonly #mayVisit = new Set<string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Lines of the console that this test provokes: their words and the address they are about. */
  expectErrors(...lines: readonly RegExp[]): void {
    this.#expected.push(...lines)
  }

  /** The test itself leads the browser there. */
  mayVisit(...origins: readonly string[]): void {
    for (const origin of origins) this.#mayVisit.add(origin)
  }

  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => this.#hear(message))
    context.on('weberror', (error) => this.#found.push(`thrown: ${error.error().stack ?? String(error.error())}`))
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (['data:', 'blob:'].includes(protocol) || origin === this.#origin || this.#mayVisit.has(origin)) return
      this.#found.push(`asked of another host: ${request.url()}`)
    })
    await context.exposeBinding('vigieViolation', (_source, violation: string) => this.#found.push(violation))
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
        const tell = (window as unknown as { vigieViolation: (text: string) => void }).vigieViolation
        tell(`against the policy: ${violatedDirective} ${blockedURI} (${sourceFile})`)
      })
    })
  }

  /** Everything that should not have been. */
  get found(): readonly string[] {
    return this.#found
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const { url } = message.location()
    if (this.#mayVisit.has(URL.canParse(url) ? new URL(url).origin : '')) return
    // the browser writes a line for every answer that is a refusal, too
    const line = `${message.type()}: ${message.text()} ${url}`
    if (!this.#expected.some((expected) => expected.test(line))) this.#found.push(line)
  }
}

/** Whoever signs out is refused what the page was still asking for. */
export const signingOut = [/401 .*\/events$/, /401 .*\/api\/me$/, /401 .*\/halts\?active=true$/] as const

/** Runs something with the connection of a page cut. */
export async function offline(page: Page, act: () => Promise<void>): Promise<void> {
  await page.context().setOffline(true)
  try {
    await act()
  } finally {
    await page.context().setOffline(false)
  }
}
