import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
}

function urlOf(name: string): string {
  return inject('databaseUrl').replace(/@\/[^?]*/, `@/${name}`)
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A database of one's own, in a few dozen ms; gone at the end. Migrated, unless an empty one is asked for. */
export async function createTestDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${from === 'empty' ? 'template0' : 'vigie'}`)
  return {
    url: urlOf(name),
    [Symbol.asyncDispose]: () => onServer(`drop database ${name} with (force)`),
  }
}
