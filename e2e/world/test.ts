import { writeFileSync } from 'node:fs'
import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { openBluesky, type Bluesky } from '@vigie/playground'
import { Guard } from './guard.ts'
import { Office, enter, setUp } from './office.ts'
import type { Session } from './session.ts'
import { Vigie, openNetworkPages } from './vigie.ts'

export { expect } from '@playwright/test'

type ContextOptions = Parameters<Browser['newContext']>[0]

interface OfWorker {
  /** A whole Bluesky network, with people on it. */
  readonly network: Bluesky
  /** Where people read the posts of that network in a browser. */
  readonly networkPages: { readonly url: string }
  /** A Vigie whose owner is signed up. */
  readonly shared: { readonly vigie: Vigie; readonly owner: Session }
}

interface OfTest {
  readonly vigie: Vigie
  readonly guard: Guard
  /** A workspace made for this test, of the owner of the installation. */
  readonly office: Office
  /** The page of the test, signed in as that owner. */
  readonly desk: Page
  /** A further browser, watched like the first. */
  readonly openBrowser: (options?: ContextOptions) => Promise<BrowserContext>
}

/** Runs on a Vigie that the tests of a worker share; each test has a workspace of its own. */
export const test = base.extend<OfTest, OfWorker>({
  network: [
    async ({}, use) => {
      await using network = await openBluesky({ appView: true })
      await use(network)
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  networkPages: [
    async ({ network }, use) => {
      await using pages = await openNetworkPages(network)
      await use(pages)
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ network, networkPages }, use) => {
      await using vigie = await Vigie.open({ blueskyWeb: networkPages.url, blueskyDirectory: network.plcUrl })
      await use({ vigie, owner: await setUp(vigie.url) })
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  vigie: async ({ shared }, use) => use(shared.vigie),
  baseURL: async ({ vigie }, use) => use(vigie.url),
  guard: [
    async ({ vigie }, use, info) => {
      const guard = new Guard(vigie.url)
      await use(guard)
      if (info.status !== info.expectedStatus) writeFileSync(info.outputPath('vigie.log'), vigie.log())
      if (guard.found.length > 0) throw new Error(`The browser met what should not be:\n${guard.found.join('\n')}`)
    },
    { auto: true },
  ],
  context: async ({ context, guard }, use) => {
    await guard.watch(context)
    await use(context)
  },
  openBrowser: async ({ browser, guard }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      await guard.watch(context)
      return context
    })
    await Promise.all(opened.map((context) => context.close()))
  },
  office: async ({ shared, network }, use, { title }) => {
    const office = await Office.open(shared.owner, network, title.slice(0, 60))
    await use(office)
    // the owner is shared with the next test
    await office.speak('en')
  },
  desk: async ({ page, context, shared }, use) => {
    await enter(context, shared.owner)
    await use(page)
  },
})

/** Runs on a Vigie that nobody has opened before. */
export const firstVisit = test.extend<{ readonly vigie: Vigie }>({
  vigie: [
    async ({ network, networkPages }, use) => {
      await using vigie = await Vigie.open({ blueskyWeb: networkPages.url, blueskyDirectory: network.plcUrl })
      await use(vigie)
    },
    { scope: 'test', timeout: 120_000 },
  ],
})
