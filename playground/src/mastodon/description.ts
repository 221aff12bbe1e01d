import addFormats from 'ajv-formats'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Query } from './answers.ts'
import description from './description.json' with { type: 'json' }

/** What a client asked, as the description names its parts. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: Query
  readonly body: unknown
}

/** One operation of the published description, with its checks. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** The path with its names in braces, as the description writes it. */
  readonly template: string
  /** The named parts of a path that is this operation's, or undefined. */
  match(method: string, path: string): Readonly<Record<string, string>> | undefined
  /** What is wrong with a request, in the description's terms: nothing, for a good one. */
  checkRequest(asked: Asked): string[]
  checkAnswer(status: number, body: unknown): string[]
}

interface Described {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[]
  readonly requestBody?: { content: Record<string, { schema: object } | undefined> }
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object } | undefined> } | undefined>>
}

const root = 'mem:mastodon'
const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false, logger: false })
addFormats.default(ajv)
for (const name of ['iso-639-1', 'scopes', 'binary']) ajv.addFormat(name, true)
ajv.addSchema({ ...description, $id: root })
/** Query parameters are text: `limit=40` is a number to the description. */
const ofQuery = new Ajv2020({ strict: false, allErrors: true, coerceTypes: true, logger: false })

/** What is wrong with a notification that a stream tells. */
export const checkNotice = (payload: unknown): string[] => wrong(noticeSchema, payload)

const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')
const pointer = (...parts: string[]): string =>
  `${root}#/${parts.map((part) => encodeURIComponent(escape(part))).join('/')}`

const noticeSchema = ajv.compile({ $ref: pointer('components', 'schemas', 'Notification') })

/** Every operation of the description. */
export const operations: readonly Operation[] = Object.entries(description.paths).flatMap(([template, item]) =>
  Object.entries(item as unknown as Record<string, Described>).map(([method, op]) => toOperation(template, method, op)),
)

function toOperation(template: string, method: string, op: Described): Operation {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`)
  const at = ['paths', template, method]
  // a form with a file, or JSON
  const [type = '', content] = Object.entries(op.requestBody?.content ?? {})[0] ?? []
  const body =
    content === undefined ? undefined : ajv.compile({ $ref: pointer(...at, 'requestBody', 'content', type, 'schema') })
  const known = new Set(namesOf(content?.schema))
  const answers = new Map<string, ValidateFunction | undefined>()
  for (const [status, answer] of Object.entries(op.responses)) {
    const described = answer?.content?.['application/json'] !== undefined
    const where = pointer(...at, 'responses', status, 'content', 'application/json', 'schema')
    answers.set(status, described ? ajv.compile({ $ref: where }) : undefined)
  }
  return {
    id: op.operationId,
    method: method.toUpperCase(),
    template,
    match(asked, path) {
      const found = asked === method.toUpperCase() ? pattern.exec(path) : null
      return found === null
        ? undefined
        : Object.fromEntries(names.map((name, n) => [name, decodeURIComponent(found[n + 1] ?? '')]))
    },
    checkRequest({ query, body: sent }) {
      const unknown = [...unknownQuery(op, query), ...unknownFields(known, sent)]
      return [...unknown, ...wrongQuery(op, query), ...(body === undefined ? [] : wrong(body, sent))]
    },
    checkAnswer(status, answer) {
      // the server says it of a person who may not act, whatever the act; the description names it for some acts alone
      if (status === 403 && !answers.has('403')) status = 401
      if (!answers.has(String(status))) return [`${status} is no answer of ${op.operationId}`]
      const check = answers.get(String(status))
      return check === undefined ? [] : wrong(check, answer)
    },
  }
}

function wrong(check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return []
  return (check.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`)
}

function wrongQuery({ parameters = [] }: Described, query: Query): string[] {
  return parameters
    .filter((one) => one.in === 'query')
    .flatMap(({ name, required, schema }) => {
      const value = query[name]
      if (value === undefined) return required === true ? [`${name} is missing in the query`] : []
      const check = ofQuery.compile({ type: 'object', properties: { value: schema } })
      return check({ value }) ? [] : [`${name} in the query is not as described`]
    })
}

function unknownQuery({ parameters = [] }: Described, query: Query): string[] {
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name))
  return Object.keys(query).flatMap((name) => (known.has(name) ? [] : [`${name} is not in the description`]))
}

function unknownFields(known: ReadonlySet<string>, body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return []
  return Object.keys(body).flatMap((name) => (known.has(name) ? [] : [`${name} is not in the description`]))
}

function namesOf(schema: object | undefined): string[] {
  if (schema === undefined) return []
  const { anyOf } = schema as { anyOf?: readonly object[] }
  if (anyOf !== undefined) return anyOf.flatMap(namesOf)
  const ref = (schema as { $ref?: string }).$ref
  const name = ref?.slice(ref.lastIndexOf('/') + 1)
  const schemas = description.components.schemas as Record<string, object>
  const target = name === undefined ? schema : (schemas[name] ?? {})
  return Object.keys((target as { properties?: object }).properties ?? {})
}
