import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// The one database of a run: made where the server's tests begin, only when one of them is chosen.
const databaseOfTheRun = 'server/src/testing/global-setup.ts'

export default defineConfig({
  test: {
    // Two workers, since the smallest machine we promise to test on has two cores; more only fight for them. A process for
    // each file: the tests of the server start databases and networks, and kill what they started.
    pool: 'forks',
    maxWorkers: 2,
    // in CI a test that is alone (`test.only`) is an error; here too, or it would hide the others
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'query', include: ['query/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          globalSetup: existsSync(databaseOfTheRun) ? [databaseOfTheRun] : [],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: { name: 'playground', include: ['playground/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      { extends: true, test: { name: 'repository', include: ['scripts/**/*.test.ts'], testTimeout: 20_000 } },
    ],
  },
})
