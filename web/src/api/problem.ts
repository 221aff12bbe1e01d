/** RFC 9457 problem details, as every refusal of the API is written. */
export interface Problem {
  readonly status: number
  /** From the server's catalogue; `UNREACHABLE` and `UNREADABLE` are ours: no answer came, or none that can be read. */
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly requestId?: string
  readonly errors?: readonly { readonly field: string; readonly problem: string; readonly remedy?: string }[]
  /** Extension members: `reason` and `field` of a refused sign-in, `state` of a delivery that has moved on. */
  readonly [member: string]: unknown
}

export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`)
    this.name = 'ApiError'
    this.problem = problem
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 401 && error.problem.code === 'AUTH_SIGN_IN_REQUIRED'
}

export function hasCode(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.problem.code === code
}

function toProblem(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    return { title: '', ...body, status, code: body.code }
  }
  return { status, code: 'UNREADABLE', title: `HTTP ${status}` }
}

/**
 * The data of an answer, or an ApiError.
 * @throws ApiError, also when no answer came at all: then the request may or may not have arrived.
 */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer: { data?: T; error?: unknown; response: Response }
  try {
    answer = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError({ status: 0, code: 'UNREACHABLE', title: String(error) })
  }
  if (!answer.response.ok) throw new ApiError(toProblem(answer.error, answer.response.status))
  return answer.data as T
}
