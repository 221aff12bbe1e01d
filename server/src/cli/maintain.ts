import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { writeKeyFile } from '../config/secrets.ts'
import { resealCredentials } from '../core/accounts/credentials.ts'
import { resealApps } from '../core/accounts/network-app.ts'
import { record, systemActor } from '../core/audit/record.ts'
import { transact } from '../core/context.ts'
import { resealHooks } from '../core/halts/reseal-hooks.ts'
import { resetPassword } from '../core/people/create-person.ts'
import { migrate } from '../db/migrate.ts'
import { SecretBox } from '../lib/secret-box.ts'
import { openProduct } from './open.ts'

const actor = systemActor('command line')

export async function migrateCommand(): Promise<void> {
  const opened = await openProduct({ embedded: 'borrow' })
  try {
    const ran = await migrate(opened.database)
    console.log(ran.length === 0 ? 'The database is up to date.' : `Done: ${ran.join(', ')}`)
  } finally {
    await opened.close()
  }
}

/**
 * Makes a new sealing key and seals every secret under it. The old keys stay in the file: they open backups, and sessions are
 * signed with the oldest. Running processes must be restarted to see the new key.
 */
export async function rotateKeyCommand(): Promise<void> {
  const opened = await openProduct({ embedded: 'borrow' })
  try {
    const { config, secrets, keyFromEnvironment } = opened.settings
    // from the environment, whoever deploys has put the new key first already
    const sealingKeys = keyFromEnvironment ? secrets.sealingKeys : [randomBytes(32), ...secrets.sealingKeys]
    if (!keyFromEnvironment) writeKeyFile(config.dataFolder, sealingKeys)
    const sealed = await transact(opened.core, async (tx) => {
      const box = new SecretBox(sealingKeys)
      const hooksAndApps = (await resealHooks(tx, box)) + (await resealApps(tx, box))
      const count = (await resealCredentials(tx, box)) + hooksAndApps
      const subject = { kind: 'person', id: opened.core.workerId } as const
      await record(tx, {
        workspaceId: null,
        action: 'installation.key_rotated',
        actor,
        subject,
        detail: { sealed: count },
      })
      return count
    })
    console.log(`${sealed} secret(s) are sealed under the newest key. Restart running processes of Vigie.`)
  } finally {
    await opened.close()
  }
}

/** A line from the terminal, which does not show it, or from a pipe. */
async function askPassword(question: string): Promise<string> {
  process.stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    process.stdout.write('\n')
  }
}

/** Gives somebody a new password, typed or piped in; all their sessions end. */
export async function resetPasswordCommand(email: string): Promise<void> {
  const opened = await openProduct({ embedded: 'borrow' })
  try {
    const password = await askPassword('New password (10 characters or more): ')
    if (password.length < 10) throw new Error('The password is too short: use at least 10 characters.')
    if (password.length > 200) throw new Error('The password is too long: use at most 200 characters.')
    const person = await transact(opened.core, async (tx) => {
      const found = await resetPassword(tx, email, password)
      if (found === undefined) throw new Error(`Nobody here has the e-mail ${email}.`)
      await record(tx, {
        workspaceId: null,
        action: 'person.password_reset',
        actor,
        subject: { kind: 'person', id: found.id },
      })
      return found
    })
    console.log(`${person.name} can sign in with the new password. All sessions were ended.`)
  } finally {
    await opened.close()
  }
}
