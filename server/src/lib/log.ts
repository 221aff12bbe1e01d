import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

const secretKeys = [
  'password',
  'currentPassword',
  'newPassword',
  'code',
  'token',
  'secret',
  'credentials',
  'accessJwt',
  'refreshJwt',
  'appPassword',
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'link',
]

/** What PostgreSQL adds to an error may quote whole rows: a session's token, a hash. Code, message and names are kept. */
const quoting = ['detail', 'where', 'internalQuery', 'query', 'parameters']

function withoutValues(error: Error): unknown {
  const kept: Record<string, unknown> = { ...pino.stdSerializers.err(error) }
  for (const key of quoting) delete kept[key]
  return kept
}

/** A JSON log on standard output. What could be a secret is replaced whatever object it hides in, three levels deep. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const paths = secretKeys.flatMap((key) => {
    const name = /^\w+$/.test(key) ? `.${key}` : `["${key}"]`
    return [name.replace(/^\./, ''), `*${name}`, `*.*${name}`, `*.*.*${name}`]
  })
  const options = {
    level,
    serializers: { err: withoutValues },
    redact: { paths, censor: '[secret]' },
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
