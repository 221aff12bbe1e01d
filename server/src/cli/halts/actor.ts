import { hostname, userInfo } from 'node:os'
import { systemActor, type Actor } from '../../core/audit/record.ts'

/** Whoever types commands on this machine, by the name the system knows. */
export function terminal(): Actor {
  let user: string
  try {
    user = userInfo().username
  } catch {
    // a container may run under a number that has no name
    user = String(process.getuid?.() ?? 'somebody')
  }
  return systemActor(`command line (${user} on ${hostname()})`)
}
