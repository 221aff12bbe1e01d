import { Command } from 'commander'
import type { ServeOptions } from './cli/serve.ts'

// each command loads only what it needs: a worker starts in half the time without the web server's code
const program = new Command('vigie').description(
  'A workplace for the people who speak for an organisation on social networks.',
)

const run = (options: ServeOptions) => async () => (await import('./cli/serve.ts')).serve(options)

program
  .command('serve')
  .description('run everything: database, web, API and jobs')
  .action(run({ api: true, work: true }))
program
  .command('api')
  .description('run the web app and the API only')
  .action(run({ api: true, work: false }))
program
  .command('work')
  .description('run the jobs only')
  .action(run({ api: false, work: true }))
program
  .command('migrate')
  .description('bring the database up to this version')
  .action(async () => (await import('./cli/maintain.ts')).migrateCommand())
program
  .command('doctor')
  .description('look for what is wrong, and say the remedy')
  .action(async () => {
    process.exitCode = (await (await import('./cli/doctor.ts')).doctorCommand()) ? 0 : 1
  })
program
  .command('rotate-key')
  .description('seal every secret under a new key')
  .action(async () => (await import('./cli/maintain.ts')).rotateKeyCommand())
program
  .command('reset-password')
  .argument('<email>')
  .description('give somebody a new password')
  .action(async (email: string) => (await import('./cli/maintain.ts')).resetPasswordCommand(email))
program
  .command('openapi')
  .argument('<file>')
  .description('write the API’s description to a file')
  .action(async (file: string) => (await import('./cli/openapi.ts')).openapiCommand(file))

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
