import { readFileSync, readlinkSync } from 'node:fs'
import { isGone } from './process.ts'

function tell(read: () => string): string {
  try {
    return read().trim()
  } catch {
    return ''
  }
}

/** Of all systems that number processes by namespaces, the outermost: what is in it is not in a container. */
const outermost = 'pid:[4026531836]'

let known: string | undefined

/**
 * Where the number of a process means that process and no other: this installation of the system, since it was started, in this
 * namespace of processes. A host’s name says too little: two containers may have the same. Only Linux tells more.
 */
export function machine(): string {
  known ??= [
    tell(() => readFileSync('/etc/machine-id', 'utf8')),
    tell(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    tell(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ')
  return known
}

export interface Whereabouts {
  readonly machine: string | null
  readonly pid: number
  readonly processStart: string | null
}

/**
 * What can be known from here of a process: that it is no more, that it is there (it may be frozen), or nothing. A machine that was
 * started anew took its processes with it, which nobody can say of a container’s.
 */
export function standing(process: Whereabouts, here = machine()): 'gone' | 'there' | 'unknown' {
  if (process.machine === here) return isGone(process.pid, process.processStart) ? 'gone' : 'there'
  const [system, boot, space] = process.machine?.split(' ') ?? []
  const [ownSystem, ownBoot, ownSpace] = here.split(' ')
  const same = system === ownSystem && system !== '' && space === outermost && ownSpace === outermost
  return same && boot !== ownBoot ? 'gone' : 'unknown'
}
