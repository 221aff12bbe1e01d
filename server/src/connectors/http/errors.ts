/**
 * Why a request through the guarded client has no answer. `detail` is fit for a log and for a person: it names the origin, never
 * a path, query, header or body, since networks put secrets into all of them.
 */
export class HttpError extends Error {
  readonly why:
    | 'bad_address'
    | 'refused_address'
    /** There is no host of this name. */
    | 'unknown_host'
    | 'unreachable'
    | 'timeout'
    | 'too_large'
    | 'too_many_redirects'

  constructor(why: HttpError['why'], detail: string) {
    super(detail)
    this.name = 'HttpError'
    this.why = why
  }
}

/** Finds the HttpError in an error or what caused it: client libraries wrap what `fetch` throws. */
export function httpErrorIn(error: unknown): HttpError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if (at instanceof HttpError) return at
  }
  return undefined
}

/** Turns what undici, Node or the guard said into one of ours, without a word of the request. */
export function toHttpError(error: unknown, origin: string): HttpError {
  const known = httpErrorIn(error)
  if (known !== undefined) return known
  const code = codeOf(error)
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new HttpError('too_large', `${origin} answered with too much`)
  if (/TIMEOUT|TIMEDOUT/i.test(code)) return new HttpError('timeout', `${origin} took too long (${code})`)
  if (code === 'ENOTFOUND') return new HttpError('unknown_host', `There is no server of this name: ${origin}`)
  return new HttpError('unreachable', `${origin} cannot be reached (${code})`)
}

/** A stable word like ECONNREFUSED or CERT_HAS_EXPIRED. Messages are not passed on: they may quote the request. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error.cause === undefined ? error.name : codeOf(error.cause)
}
