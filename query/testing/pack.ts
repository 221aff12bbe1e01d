// node query/testing/pack.ts: writes src/texts/packed.ts from src/texts/source.ts. Pieces that many texts share are put
// once in front, and a sign stands for each (byte-pair encoding with longer pieces): a third off the texts.
import { writeFileSync } from 'node:fs'
import * as source from '../src/texts/source.ts'

const LONGEST = 28
const MOST = 150
/** What the file itself is made of, and what a string of JavaScript would have to escape. */
const reserved = '`\\$^&\n\'"{}'

export function entries(): [string, string][] {
  return Object.values(source).flatMap((table) => Object.entries(table))
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** The piece that saves most, when a sign costs so many bytes. */
function bestPiece(text: string, cost: number): string | undefined {
  const counts = new Map<string, number>()
  for (let from = 0; from < text.length; from++) {
    for (let length = 2; length <= LONGEST && text[from + length - 1] !== '\n'; length++) {
      const piece = text.slice(from, from + length)
      if (piece.includes('&')) break
      counts.set(piece, (counts.get(piece) ?? 0) + 1)
    }
  }
  let [best, most]: [string | undefined, number] = [undefined, 2]
  for (const [piece, count] of counts) {
    if (count < 2) continue
    const size = bytesOf(piece)
    if ((size - cost) * count - size - 1 - cost <= most) continue
    // What overlaps itself was counted too often.
    const saved = (size - cost) * (text.split(piece).length - 1) - size - 1 - cost
    if (saved > most) [best, most] = [piece, saved]
  }
  return best
}

function pack(): { signs: string; packed: string } {
  let text = entries()
    .map((entry) => entry.join('&'))
    .join('\n')
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String.fromCharCode(from + i))
  const free = [...range(0x21, 0x7f), ...range(0x3b1, 0x3ff)].filter(
    (sign) => !text.includes(sign) && !reserved.includes(sign),
  )
  const pieces: string[] = []
  for (const sign of free.slice(0, MOST)) {
    const piece = bestPiece(text, bytesOf(sign))
    if (piece === undefined) break
    text = text.replaceAll(piece, sign)
    pieces.push(piece)
  }
  return { signs: free.slice(0, pieces.length).join(''), packed: [...pieces, text].join('^') }
}

if (import.meta.main) {
  const { signs, packed } = pack()
  const file = new URL('../src/texts/packed.ts', import.meta.url)
  const content = `// Written by testing/pack.ts from source.ts: change that, then run it again.\nexport const signs = ${JSON.stringify(signs)}\nexport const packed = ${JSON.stringify(packed)}\n`
  writeFileSync(file, content)
  console.log(`${bytesOf(entries().flat().join(' '))} bytes of text, packed into ${bytesOf(packed + signs)}`)
}
