import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { errors } from '../../core/errors.ts'
import { VigieError, type ErrorMaker } from '../../lib/errors.ts'

interface FieldProblem {
  readonly field: string
  readonly problem: string
  readonly remedy: string
}

const byStatus: Record<number, ErrorMaker> = {
  400: errors.malformed,
  404: errors.notFound,
  413: errors.tooLarge,
  414: errors.malformed,
  415: errors.unsupportedMedia,
  429: errors.rateLimited,
}

/** Never the parser's own words: they quote what was sent, a password perhaps. */
const remedies: Record<number, string> = {
  400: 'Check that the address is well formed and the body is JSON.',
  413: 'Send at most 1 MB; of a file to import, at most 10 MB.',
  414: 'A part of the address is too long.',
  415: 'Send the body with content-type: application/json.',
}

const databaseCodes = /^(08|53|57P|ECONNREFUSED|ENOENT|ECONNRESET|EPIPE)/
/** What the pool and the driver say without a code. */
const databaseGone =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/
/** PostgreSQL keeps no NUL character, in text or in JSON. */
const unstorable = new Set(['22021', '22P05'])

function isDatabaseGone(error: unknown): boolean {
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown }
  if (typeof code === 'string' && databaseCodes.test(code)) return true
  if (typeof message === 'string' && databaseGone.test(message)) return true
  return cause !== undefined && cause !== null && isDatabaseGone(cause)
}

/** Every error becomes one of the catalogue; what is not known is an internal one, whose details only the log sees. */
function toVigieError(error: unknown): VigieError {
  if (error instanceof VigieError) return error
  if (typeof error !== 'object' || error === null) return errors.internal(undefined, {}, { cause: error })
  const { validation, statusCode, code, message } = error as FastifyError
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map(({ instancePath, message: problem, keyword }): FieldProblem => ({
      field: instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body',
      problem: keyword,
      remedy: problem ?? 'Correct this value.',
    }))
    const first = problems[0]
    return errors.validation(first && `${first.field}: ${first.remedy}`, { errors: problems })
  }
  if (validation !== undefined) return errors.validation(message)
  const known = statusCode === undefined ? undefined : byStatus[statusCode]
  if (known !== undefined) return known(remedies[statusCode ?? 0])
  if (unstorable.has(code)) return errors.validation('A text holds a NUL character (\\u0000). Remove it.')
  if (isDatabaseGone(error)) {
    return errors.databaseDown('Nothing was changed. Try again in a moment.', {}, { cause: error })
  }
  return errors.internal(
    'Nothing more is known here: the log has the details under this request id.',
    {},
    { cause: error },
  )
}

/** Answers with problem details (RFC 9457). */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toVigieError(error)
  // the cause is logged as `err`, through the serializer that leaves values out
  const { cause: _cause, ...details }: Record<string, unknown> = { ...problem.details, code: problem.code }
  if (problem.status >= 500) request.log.error({ err: error, ...details }, problem.message)
  else request.log.info(details, problem.message)
  const retryAfter = problem.shown['retryAfter']
  if (typeof retryAfter === 'number') void reply.header('retry-after', Math.ceil(retryAfter))
  // what no route was found for at all comes here without having met our hooks
  void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `/api/docs/errors#${problem.code.toLowerCase()}`,
      title: Object.values(errors).find((known) => known.code === problem.code)?.title ?? problem.message,
      status: problem.status,
      detail: problem.message,
      code: problem.code,
      // not the address: an invitation's is a secret
      instance: `urn:uuid:${request.id}`,
      requestId: request.id,
      ...problem.shown,
    })
}
