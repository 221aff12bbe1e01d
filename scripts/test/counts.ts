export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 }

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** The last line of `npm test`; `.ci/run` reads it. */
export const sentence = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`

interface VitestReport {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** Counts Vitest's JSON report. A file that fails outside its tests (it does not load, a hook throws) is one failure. */
export function readVitest(report: unknown): Counts {
  let total = nothing
  for (const file of (report as VitestReport).testResults) {
    const states = file.assertionResults.map((test) => test.status)
    const passed = states.filter((status) => status === 'passed').length
    const failed = states.filter((status) => status === 'failed').length
    const brokenFile = file.status === 'failed' && failed === 0 ? 1 : 0
    total = add(total, { passed, failed: failed + brokenFile, skipped: states.length - passed - failed })
  }
  return total
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

/** Counts Playwright's JSON report. A test that passed only when repeated failed; so does what goes wrong outside the tests. */
export function readPlaywright(report: unknown): Counts {
  const { stats, errors } = report as PlaywrightReport
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}
