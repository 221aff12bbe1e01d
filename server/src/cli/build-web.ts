import { spawn } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../lib/log.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Folder of the built web app. */
export const webFolder = join(root, 'web', 'dist')

function isCurrent(): boolean {
  const built = join(webFolder, 'index.html')
  if (!existsSync(built)) return false
  const since = statSync(built).mtimeMs
  const sources = globSync(
    ['web/index.html', 'web/vite.config.ts', 'web/package.json', 'web/src/**/*', 'web/public/**/*'],
    { cwd: root },
  )
  return sources.every((path) => statSync(join(root, path)).mtimeMs <= since)
}

/** Builds the web app when it was never built or its sources changed since. */
export async function ensureWeb(log: Log): Promise<void> {
  if (isCurrent()) return
  log.info('building the web app (first start)')
  const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve, reject) => vite.on('exit', resolve).on('error', reject))
  if (code !== 0) throw new Error('The web app could not be built. Remedy: run `npm run build` and read what it says.')
}
