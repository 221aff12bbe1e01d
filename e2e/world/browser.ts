import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium, { inflate } from '@sparticuz/chromium'

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
const archives = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin')

export interface Browser {
  readonly path: string
  /** Environment beside the usual one. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Chromium, as it comes in the npm package: unpacked once, into a folder that exists only when it is whole. Its libraries come along
 * for a machine that lacks them.
 */
export async function unpackBrowser(): Promise<Browser> {
  const folder = join(cache, 'vigie-chromium')
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const part = mkdtempSync(join(cache, 'vigie-chromium-'))
    await unpackInto(part)
    try {
      renameSync(part, folder)
    } catch (error) {
      rmSync(part, { recursive: true, force: true })
      if (!existsSync(folder)) throw error // another run was faster
    }
  }
  const path = join(folder, 'chromium')
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' })
  const bare = stdout.includes('not found')
  return { path, environment: bare ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } : {} }
}

/** The package unpacks to where temporary files go. */
async function unpackInto(folder: string): Promise<void> {
  const usual = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await chromium.executablePath()
    await inflate(join(archives, 'al2023.tar.br'))
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
}
