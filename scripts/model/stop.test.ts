import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { read } from '../repository/source.ts'

const model = fileURLToPath(new URL('../../docs/model/stop.pml', import.meta.url))
const run = promisify(execFile)

const missing = ['spin', 'gcc'].filter((program) => spawnSync(program, ['--version']).error !== undefined)
const why = `${missing.join(' and ')} not installed`
if (missing.length > 0) console.warn(`The model of the stop is not checked: ${why} (docs/model/README.md)`)

type Property = 'i2' | 'i3' | 'seals' | 'falls_silent'

/** Each mistake that the model can make, with the property that breaks. */
const broken: readonly { readonly switches: string; readonly breaks: Property }[] = [
  { switches: 'NO_LOCK', breaks: 'i2' },
  { switches: 'CHECK_BEFORE_LOCK', breaks: 'i2' },
  { switches: 'LIFT_LIFTS_ALL', breaks: 'i2' },
  { switches: 'LIST_BEFORE_SEAL', breaks: 'i3' },
  { switches: 'SILENT_AT_ONCE', breaks: 'i3' },
  { switches: 'SILENT_ON_DISCONNECT', breaks: 'i3' },
  { switches: 'LOOK_UP_AT_ONCE', breaks: 'i3' },
  { switches: 'UNKNOWN_RESOLVES', breaks: 'i3' },
  { switches: 'BY_TIME', breaks: 'i3' },
  { switches: 'NO_KICK', breaks: 'seals' },
  { switches: 'FORGET_LOST_COMMIT', breaks: 'falls_silent' },
  { switches: 'BY_TIME NO_GAP NO_DEADLINE', breaks: 'i3' },
  { switches: 'BY_TIME NO_GAP NO_FENCE', breaks: 'i3' },
]

interface Verifier {
  /** Searches every state; says which property broke, or `none`. */
  search(property: Property): Promise<string>
}

/**
 * Makes spin's verifier in a folder that does not outlive the work: spin writes its files where it is started.
 * @param whole every state will be looked at, so that optimising is worth its time
 */
async function withVerifier(
  switches: string,
  kind: 'safety' | 'liveness',
  whole: boolean,
  work: (verifier: Verifier) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-model-'))
  const defined = switches.split(' ').flatMap((name) => (name === '' ? [] : [`-D${name}`]))
  const build = kind === 'safety' ? ['-DSAFETY', '-DNOCLAIM', '-DNOFAIR'] : ['-DNFAIR=3']
  const limits = { cwd: folder, timeout: 60_000 }
  try {
    await run('spin', ['-a', ...defined, model], limits)
    await run('gcc', [whole ? '-O1' : '-O0', '-w', ...build, '-o', 'pan', 'pan.c'], limits)
    await work({
      async search(property) {
        const start = kind === 'safety' ? [] : ['-a', '-f', '-N', property]
        const { stdout } = await run('./pan', ['-m200000', '-w20', ...start], limits)
        const violated = /assertion violated (\w+)/.exec(stdout)?.[1]
        if (violated !== undefined) return violated
        if (stdout.includes('acceptance cycle')) return property
        // a search that was cut short proves nothing
        return stdout.includes('errors: 0') && !/search depth too small|out of memory/.test(stdout) ? 'none' : stdout
      },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe.skipIf(missing.length > 0)(missing.length > 0 ? `skipped: ${why}` : 'spin', { timeout: 120_000 }, () => {
  test.concurrent('finds no way to break I2 or I3', () =>
    withVerifier('', 'safety', true, async ({ search }) => expect(await search('i3')).toBe('none')))

  test.concurrent('finds no way to keep a stop from being sealed, or from falling silent once all are well or gone', () =>
    withVerifier('', 'liveness', true, async ({ search }) => {
      expect(await search('seals')).toBe('none')
      expect(await search('falls_silent')).toBe('none')
    }))

  test.concurrent('finds that a deadline which nothing can outlive makes up for a wrong word', () =>
    withVerifier('BY_TIME NO_GAP H=1', 'safety', true, async ({ search }) => expect(await search('i3')).toBe('none')))

  test.concurrent.each(broken)('finds that $switches breaks $breaks', ({ switches, breaks }) => {
    const kind = breaks === 'i2' || breaks === 'i3' ? 'safety' : 'liveness'
    return withVerifier(switches, kind, false, async ({ search }) => expect(await search(breaks)).toBe(breaks))
  })
})

test('every switch of the model is tried, and the manual says what each breaks', () => {
  const inModel = new Set(
    [...read('docs/model/stop.pml').matchAll(/^#ifn?def ([A-Z_]{2,})$/gm)].map((match) => match[1] ?? ''),
  )
  const tried = broken.flatMap(({ switches }) => switches.split(' '))
  expect([...new Set(tried)].toSorted()).toEqual([...inModel].toSorted())
  const rows = [...read('docs/model/README.md').matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) *\|.*\| (\S+) +\|$/gm)].map(
    (match) => `${match[1]?.replaceAll(/[`,]/g, '')}: ${match[2]?.replaceAll('`', '')}`,
  )
  const expected = [...broken.map(({ switches, breaks }) => `${switches}: ${breaks}`), 'BY_TIME NO_GAP: nothing']
  expect(rows.toSorted()).toEqual(expected.toSorted())
})
