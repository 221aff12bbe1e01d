import { ApiError, type Problem } from '../api/problem.ts'
import type { Media } from '../api/types.ts'

export interface Upload {
  readonly done: Promise<Media>
  stop(): void
}

/**
 * Uploads one file. By XMLHttpRequest: `fetch` does not tell how much of a body has left.
 * `done` fails with an ApiError, also when no answer came.
 */
export function uploadFile(workspaceId: string, file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<Media>((resolve, reject) => {
    const lost = () => reject(new ApiError({ status: 0, code: 'UNREACHABLE', title: 'No answer came' }))
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', lost)
    request.addEventListener('abort', lost)
    request.addEventListener('load', () => {
      const answer = request.response as unknown
      if (request.status < 300) resolve(answer as Media)
      else reject(new ApiError(toProblem(answer, request.status)))
    })
  })
  const form = new FormData()
  form.set('file', file)
  request.responseType = 'json'
  request.open('POST', `/api/workspaces/${workspaceId}/media`)
  request.setRequestHeader('x-vigie-csrf', '1')
  request.send(form)
  return { done, stop: () => request.abort() }
}

function toProblem(answer: unknown, status: number): Problem {
  const known = answer as Partial<Problem> | null
  return typeof known?.code === 'string'
    ? { title: '', ...known, status, code: known.code }
    : { status, code: 'UNREADABLE', title: `HTTP ${status}` }
}
