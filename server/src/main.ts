import { Command } from 'commander'
import type { HaltOptions } from './cli/halts/halt.ts'
import type { LiftOptions } from './cli/halts/lift.ts'
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
  .command('halt')
  .description('emergency stop: everything, or what is named; works straight on the database')
  .option('--workspace <name or id>', 'only this workspace')
  .option('--network <name>', 'only this network')
  .option('--account <handle or id>', 'only this account')
  .option('--campaign <name or id>', 'only this campaign')
  .option('--level <level>', 'automation, scheduled or all', 'all')
  .option('--reason <text>', 'why; it can be said later')
  .option('--wait <seconds>', 'how long to wait for silence', '60')
  .action(async (options: HaltOptions) => {
    process.exitCode = await (await import('./cli/halts/halt.ts')).haltCommand(options)
  })
program
  .command('lift')
  .argument('[id]')
  .description('lift an emergency stop, or a part of it; nothing goes out by that')
  .option('--all', 'every active stop')
  .option('--to <level>', 'lower the level to automation or scheduled instead')
  .option('--workspace <name or id>', 'let only this workspace out')
  .option('--network <name>', 'let only this network out')
  .option('--account <handle or id>', 'let only this account out')
  .option('--campaign <name or id>', 'let only this campaign out')
  .option('--reason <text>', 'why')
  .action(async (id: string | undefined, options: LiftOptions) => {
    process.exitCode = await (await import('./cli/halts/lift.ts')).liftCommand(id, options)
  })
program
  .command('halts')
  .description('show the active emergency stops and what they wait for')
  .action(async () => {
    process.exitCode = await (await import('./cli/halts/list.ts')).haltsCommand()
  })
program
  .command('worker-gone')
  .argument('<worker>')
  .description('say that the process of a worker is no more')
  .option('--reason <text>', 'how you know')
  .action(async (worker: string, options: { reason?: string }) => {
    process.exitCode = await (await import('./cli/halts/list.ts')).workerGoneCommand(worker, options)
  })
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
