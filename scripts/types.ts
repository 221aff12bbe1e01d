// Checks the types of every part with TypeScript 7 (npm name `typescript-7`; the name `typescript` stays at 5 for the
// client generator, which needs the older compiler's programming interface).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const parts = process.argv.slice(2)
const all = ['query', 'server', 'web', 'playground', 'e2e', 'bench', 'scripts']
let failed = 0
for (const part of parts.length > 0 ? parts : all) {
  if (!existsSync(`${part}/tsconfig.json`)) continue
  const run = spawnSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', part, '--pretty'], {
    stdio: 'inherit',
  })
  if (run.status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
