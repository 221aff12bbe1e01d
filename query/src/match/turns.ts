/** Work that stops now and then, some tenths of a millisecond apart, so that other work can come between. */
export type InTurns<T> = Generator<undefined, T>

/** How many queries are worked on before work may stop, and how many smaller things. */
export const QUERIES_A_TURN = 16
export const THINGS_A_TURN = 2048

/** Does without stopping work that could stop. */
export function atOnce<T>(work: InTurns<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
  }
}

const LONGEST_SLICE_MS = 8

/** Does work in slices of some milliseconds; between them, all that waits in the event loop comes first. */
export async function inSlices<T>(work: InTurns<T>): Promise<T> {
  for (;;) {
    const end = performance.now() + LONGEST_SLICE_MS
    do {
      const { done, value } = work.next()
      if (done === true) return value
    } while (performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve))
  }
}
