import { Command } from 'commander'
import { doctorCommand } from './cli/doctor.ts'
import { migrateCommand, resetPasswordCommand, rotateKeyCommand } from './cli/maintain.ts'
import { openapiCommand } from './cli/openapi.ts'
import { serve } from './cli/serve.ts'

const program = new Command('vigie').description(
  'A workplace for the people who speak for an organisation on social networks.',
)

program
  .command('serve')
  .description('run everything: database, web, API and jobs')
  .action(() => serve({ api: true, work: true }))
program
  .command('api')
  .description('run the web app and the API only')
  .action(() => serve({ api: true, work: false }))
program
  .command('work')
  .description('run the jobs only')
  .action(() => serve({ api: false, work: true }))
program.command('migrate').description('bring the database up to this version').action(migrateCommand)
program
  .command('doctor')
  .description('look for what is wrong, and say the remedy')
  .action(async () => {
    process.exitCode = (await doctorCommand()) ? 0 : 1
  })
program.command('rotate-key').description('seal every secret under a new key').action(rotateKeyCommand)
program
  .command('reset-password')
  .argument('<email>')
  .description('give somebody a new password')
  .action(resetPasswordCommand)
program
  .command('openapi')
  .argument('<file>')
  .description('write the API’s description to a file')
  .action(openapiCommand)

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
