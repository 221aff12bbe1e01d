import { bracketed, importsOf, read, withoutStrings } from './source.ts'

export interface Unit {
  /** `path#name` */
  readonly id: string
  readonly path: string
  /** Everything between the brackets, strings and comments blanked. */
  readonly body: string
}

const declaration =
  /^(?:export )?(?:async )?function (\w+)|^(?:export )?const (\w+)\b[^=\n]*= (?:async )?(?:function\b|<|\()/gm

/** The functions at the top of a file. */
function functionsOf(path: string): Unit[] {
  const code = withoutStrings(read(path))
  return [...code.matchAll(declaration)].map((match) => {
    const name = match[1] ?? match[2] ?? ''
    const next = code
      .slice(match.index + 1)
      .search(/^(?:export |async |function |const |class |interface |type |\/\*\*)/m)
    const end = next === -1 ? code.length : match.index + 1 + next
    return { id: `${path}#${name}`, path, body: code.slice(match.index + match[0].length, end) }
  })
}

/** Functions and who calls whom, within some files: by name, as the imports of each file bind it. */
export class Calls {
  readonly units: readonly Unit[]
  readonly #known: Map<string, Unit>

  constructor(paths: readonly string[]) {
    this.units = paths.flatMap(functionsOf)
    this.#known = new Map(this.units.map((unit) => [unit.id, unit]))
  }

  /** The functions that a stretch of a file calls. */
  #calledIn(path: string, code: string): Unit[] {
    const sources = [path, ...importsOf(path).map(({ to }) => to)]
    const names = new Set([...code.matchAll(/(?<![.\w])(\w+)(?:<[^()]*?>)?\(/g)].map((match) => match[1] ?? ''))
    return [...names].flatMap((name) => sources.flatMap((source) => this.#known.get(`${source}#${name}`) ?? []))
  }

  /** True when a stretch of a file calls its way to one of some functions. */
  reaches(path: string, code: string, wanted: readonly string[], seen = new Set<string>()): boolean {
    return this.#calledIn(path, code).some((next) => {
      if (wanted.includes(next.id)) return true
      if (seen.has(next.id)) return false
      seen.add(next.id)
      return this.reaches(next.path, next.body, wanted, seen)
    })
  }
}

/** The arguments of every call of a name in a body. */
export function argumentsOf(body: string, name: string): string[] {
  return [...body.matchAll(new RegExp(`(?<![.\\w])${name}(?:<[^()]*?>)?\\(`, 'g'))].map((match) =>
    bracketed(body, match.index + match[0].length - 1),
  )
}
