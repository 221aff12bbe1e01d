/** What a person may know of an error. `details` goes to the log, never to the client. */
export class VigieError extends Error {
  readonly code: string
  readonly status: number
  /** Extension members of the problem answer: safe to show. */
  readonly shown: Readonly<Record<string, unknown>>
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    definition: ErrorDefinition,
    message: string,
    shown: Readonly<Record<string, unknown>>,
    details: Readonly<Record<string, unknown>>,
  ) {
    super(message)
    this.name = 'VigieError'
    this.code = definition.code
    this.status = definition.status
    this.shown = shown
    this.details = details
  }
}

export interface ErrorDefinition {
  readonly code: string
  readonly status: number
  readonly title: string
}

export interface ErrorMaker extends ErrorDefinition {
  /**
   * @param message what happened and what to do, for a person
   * @param shown extension members of the problem answer
   * @param details for the log alone
   */
  (message?: string, shown?: Readonly<Record<string, unknown>>, details?: Readonly<Record<string, unknown>>): VigieError
  is(error: unknown): error is VigieError
}

/** Declares an error: a stable code, the HTTP status it becomes, and its title. All are listed in `core/errors.ts`. */
export function defineError(code: string, status: number, title: string): ErrorMaker {
  const definition: ErrorDefinition = { code, status, title }
  const make = (message = title, shown = {}, details = {}) => new VigieError(definition, message, shown, details)
  return Object.assign(make, definition, {
    is: (error: unknown): error is VigieError => error instanceof VigieError && error.code === code,
  })
}
