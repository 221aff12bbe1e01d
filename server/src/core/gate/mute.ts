/**
 * The operating system's own stop: one process is told to send nothing any more (SIGUSR2). It needs no database and waits for nobody.
 * It holds for the life of the process: a second, panicked signal must not let it speak again.
 */
let muted = false
let onWire = 0

export const isMuted = (): boolean => muted

/** From here on no permit is asked for or spent in this process. @returns how many requests are on the wire */
export function mute(): number {
  muted = true
  return onWire
}

/** Counts a request as on the wire until it has its outcome. Calls it at once: nothing comes between. */
export async function onTheWire<T>(request: () => Promise<T>): Promise<T> {
  onWire++
  try {
    return await request()
  } finally {
    onWire--
  }
}
