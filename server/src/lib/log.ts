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

/** A JSON log on standard output. What could be a secret is replaced whatever object it hides in, three levels deep. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const paths = secretKeys.flatMap((key) => {
    const name = /^\w+$/.test(key) ? `.${key}` : `["${key}"]`
    return [name.replace(/^\./, ''), `*${name}`, `*.*${name}`, `*.*.*${name}`]
  })
  const options = {
    level,
    redact: { paths, censor: '[secret]' },
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
