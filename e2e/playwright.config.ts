import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { unpackBrowser } from './world/browser.ts'

const browser = await unpackBrowser()
const screenshots = process.env['VIGIE_SCREENSHOTS'] === 'true'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // one worker for each core of the smallest machine we promise to test on; each has a Vigie and a network of its own
  workers: 2,
  fullyParallel: true,
  // a test that passes at the second try is a bug, here or in the product
  retries: 0,
  forbidOnly: true,
  // for machines that do something else meanwhile; no test waits by the clock
  timeout: 120_000,
  expect: { timeout: 20_000 },
  globalSetup: './world/build-web.ts',
  // pictures for the manual are made on request: VIGIE_SCREENSHOTS=true npm test -- e2e/screenshots.spec.ts
  testIgnore: screenshots ? [] : ['**/screenshots.spec.ts'],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // motion follows the system's setting: a page at rest is a page whose colours can be measured
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.path,
      args: [
        // nothing but this machine has an address: what would leave fails, and the guard hears of it
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
        '--disable-background-networking',
        '--no-pings',
        // containers have little of it
        ...(existsSync('/dev/shm') ? [] : ['--disable-dev-shm-usage']),
      ],
      env: { ...(process.env as Record<string, string>), ...browser.environment },
    },
  },
})
