export interface Stretch {
  readonly start: number
  readonly end: number
  readonly kind: string
}

export interface Piece {
  readonly text: string
  readonly kind: string | undefined
}

/** A text cut where stretches of it begin and end. Where they overlap, the later one in the list is seen. */
export function piecesOf(text: string, stretches: readonly Stretch[]): Piece[] {
  const kinds: (string | undefined)[] = Array.from({ length: text.length })
  for (const { start, end, kind } of stretches) kinds.fill(kind, start, Math.max(end, start + 1))
  const pieces: Piece[] = []
  for (let from = 0; from < text.length;) {
    let to = from + 1
    while (to < text.length && kinds[to] === kinds[from]) to++
    pieces.push({ text: text.slice(from, to), kind: kinds[from] })
    from = to
  }
  return pieces
}
