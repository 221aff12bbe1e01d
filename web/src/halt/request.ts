import { unwrap } from '../api/problem.ts'

/** A request to the stop's routes. @throws ApiError */
export function request<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
  return unwrap<T>(answer<T>(method, path, body))
}

async function answer<T>(method: string, path: string, body: object | undefined) {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { 'x-vigie-csrf': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const data: unknown = response.status === 204 ? undefined : await response.json()
  return response.ok ? { data: data as T, response } : { error: data, response }
}
