import { ApiError } from '../api/problem.ts'

interface AuthAnswer<T> {
  readonly data: T | null
  readonly error: {
    readonly status: number
    readonly code?: string | undefined
    readonly message?: string | undefined
  } | null
}

const wrongPassword = ['INVALID_PASSWORD', 'INVALID_EMAIL_OR_PASSWORD']

/** better-auth answers with `{ data, error }`; here a refusal is thrown as everywhere else. @throws ApiError */
export async function authCall<T>(call: Promise<AuthAnswer<T>>): Promise<T> {
  const { data, error } = await call
  if (error === null) return data as T
  const code = error.status === 0 ? 'UNREACHABLE' : error.status === 429 ? 'RATE_LIMITED' : (error.code ?? 'UNREADABLE')
  throw new ApiError({ status: error.status, code, title: error.message ?? '', detail: error.message ?? '' })
}

export function isWrongPassword(error: unknown): boolean {
  return error instanceof ApiError && wrongPassword.includes(error.problem.code)
}
