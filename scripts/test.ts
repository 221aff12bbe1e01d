/**
 * `npm test`: the tests of the code (Vitest), then the tests in a browser (Playwright). The last line says how many passed and
 * failed, counted from the runners' own reports.
 *
 *   npm test                    everything
 *   npm test -- unit            what runs without a browser
 *   npm test -- e2e             what runs in a browser
 *   npm test -- server/src/core any path: files whose name contains it
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { add, nothing, readPlaywright, readVitest, sentence, type Counts } from './test/counts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const browserConfig = 'e2e/playwright.config.ts'

interface Part {
  readonly name: string
  readonly program: readonly string[]
  /** Set for the runner, beside the environment it inherits. */
  readonly environment: Readonly<Record<string, string>>
  readonly read: (report: unknown) => Counts
}

function unit(filters: readonly string[], report: string): Part {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  // a snapshot that nobody checked in is a failure, not a new file
  const program = ['node_modules/vitest/vitest.mjs', 'run', '--root', '.', '--update=none', ...reporters, ...filters]
  return { name: 'unit', program, environment: {}, read: readVitest }
}

function browser(filters: readonly string[], report: string): Part {
  const program = ['node_modules/@playwright/test/cli.js', 'test', '-c', browserConfig, '--reporter=list,json']
  const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  return { name: 'e2e', program: [...program, ...filters], environment, read: readPlaywright }
}

/** @returns the runner's exit code, or 1 when a signal ended it. */
async function start({ program, environment }: Part): Promise<number> {
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

async function run(part: Part, report: string): Promise<Counts> {
  const code = await start(part)
  if (!existsSync(report)) {
    console.log(`\n${part.name}: the runner ended without a report (exit code ${code}); this counts as one failure`)
    return { ...nothing, failed: 1 }
  }
  const counts = part.read(JSON.parse(readFileSync(report, 'utf8')))
  if (counts.passed + counts.failed === 0) {
    console.log(`\n${part.name}: no test ran; this counts as one failure`)
    return { ...counts, failed: 1 }
  }
  if (code !== 0 && counts.failed === 0) {
    console.log(
      `\n${part.name}: every test passed, yet the runner failed (exit code ${code}); this counts as one failure`,
    )
    return { ...counts, failed: 1 }
  }
  return counts
}

/** A path in e2e/ is for the browser, any other for Vitest; `unit` and `e2e` choose a part whole. */
async function main(words: readonly string[]): Promise<Counts> {
  const paths = words.filter((word) => word !== 'unit' && word !== 'e2e')
  const inBrowser = paths.filter((path) => path.startsWith('e2e/'))
  const inCode = paths.filter((path) => !path.startsWith('e2e/'))
  const folder = mkdtempSync(join(tmpdir(), 'vigie-test-report-'))
  const report = (name: string) => join(folder, `${name}.json`)
  let total = nothing
  try {
    if (words.length === 0 || words.includes('unit') || inCode.length > 0) {
      total = add(total, await run(unit(inCode, report('unit')), report('unit')))
    }
    if (words.length === 0 || words.includes('e2e') || inBrowser.length > 0) {
      if (existsSync(join(root, browserConfig))) {
        total = add(total, await run(browser(inBrowser, report('e2e')), report('e2e')))
      } else {
        console.log(`\ne2e: no browser tests yet (${browserConfig} is not there)`)
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return total
}

const counts = await main(process.argv.slice(2))
console.log(`\n${sentence(counts)}`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)
