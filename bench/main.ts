// npm run bench -- <name>: runs bench/<name>.ts, which prints its figures as JSON, the last line last.
import { readdirSync } from 'node:fs'

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -3))
const [name = ''] = process.argv.slice(2)
if (names.includes(name)) await import(`./${name}.ts`)
else {
  console.error(`Which bench? One of: ${names.join(', ')}`)
  process.exitCode = 1
}
