/**
 * What the server's clock shows, estimated from the Date headers of its answers, so that a countdown is right on a computer whose
 * clock is wrong.
 *
 * Between sending (`sent`) and receiving (`got`) the server wrote `date`, cut to the second: its clock then showed something in
 * [date, date + 1 s). Each answer narrows the offset to an interval; their intersection is soon far narrower than a second.
 */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** @param date @param sent @param got milliseconds; the latter two by the local clock. */
export function narrow(known: Bounds | undefined, date: number, sent: number, got: number): Bounds {
  const seen = { low: date - got, high: date + 1000 - sent }
  if (known === undefined) return seen
  const both = { low: Math.max(known.low, seen.low), high: Math.min(known.high, seen.high) }
  // One of the clocks was set meanwhile: what we knew is void.
  return both.low <= both.high ? both : seen
}

let bounds: Bounds | undefined

export function learn(response: Response, sent: number, got: number): void {
  const date = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(date)) bounds = narrow(bounds, date, sent, got)
}

/** Whole milliseconds since the epoch by the server's clock; an instant takes no fraction. */
export function serverNow(): number {
  return Date.now() + (bounds === undefined ? 0 : Math.round((bounds.low + bounds.high) / 2))
}
