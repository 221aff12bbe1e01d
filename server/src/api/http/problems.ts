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
  413: errors.tooLarge,
  415: errors.unsupportedMedia,
  429: errors.rateLimited,
}

const databaseCodes = /^(08|53|57P|ECONNREFUSED|ENOENT|ECONNRESET|EPIPE)/

/** Every error becomes one of the catalogue; what is not known is an internal one, whose details only the log sees. */
export function toVigieError(error: unknown): VigieError {
  if (error instanceof VigieError) return error
  const { validation, statusCode, code, message } = error as FastifyError
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map(({ instancePath, message: problem, keyword }): FieldProblem => ({
      field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      problem: keyword,
      remedy: problem ?? 'Correct this value.',
    }))
    const first = problems[0]
    return errors.validation(first && `${first.field}: ${first.remedy}`, { errors: problems })
  }
  if (validation !== undefined) return errors.validation(message)
  const known = statusCode === undefined ? undefined : byStatus[statusCode]
  if (known !== undefined) return known(statusCode === 400 ? message : undefined)
  if (typeof code === 'string' && databaseCodes.test(code)) {
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
  const details = { code: problem.code, details: problem.details }
  if (problem.status >= 500) request.log.error({ err: error, ...details }, problem.message)
  else request.log.info(details, problem.message)
  const retryAfter = problem.shown['retryAfter']
  if (typeof retryAfter === 'number') void reply.header('retry-after', Math.ceil(retryAfter))
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
      instance: request.url.split('?')[0],
      requestId: request.id,
      ...problem.shown,
    })
}
