import type {
  FastifyInstance,
  FastifyBaseLogger,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '../../core/audit/record.ts'
import type { Core } from '../../core/context.ts'
import type { Permission } from '../../core/people/permissions.ts'
import type { Membership } from '../../core/people/workspaces.ts'
import type { Person, Role } from '../../db/schema.ts'

/** Who may call a route. Every route of the API says so; the server does not start when one forgets. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'person' }
  | { readonly kind: 'installation_owner' }
  | { readonly kind: 'workspace'; readonly permission: Permission }

/** Who calls. A token acts for its person in one workspace, within its scopes. */
export interface Caller {
  readonly person: Person
  readonly actor: Actor
  readonly via:
    | 'session'
    | { readonly tokenId: string; readonly workspaceId: string; readonly scopes: readonly string[] }
  /** What they are in the workspace of the path, read with the session. */
  readonly member?: Membership | undefined
}

/** One route and who may call it; undefined outside the API. */
export interface RouteAccess {
  readonly method: string
  readonly url: string
  readonly access: Access | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, in the order they were made. */
    readonly routes: readonly RouteAccess[]
  }
  interface FastifyContextConfig {
    access?: Access
    /** A stop: who calls is found on the connections kept for it. */
    urgent?: true
    /** Signed by a machine instead of a cookie or a token. */
    signed?: true
    /** Takes files: its body may take minutes to come. */
    upload?: true
  }
  interface FastifyRequest {
    caller: Caller | undefined
    /** The caller's role in the workspace of the path. */
    role: Role | undefined
    /** Whether the caller is named crisis lead in the workspace of the path. */
    crisisLead: boolean
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** What the routes of one resource are given. */
export interface Routes {
  readonly app: App
  readonly core: Core
}

export const open = { access: { kind: 'public' } } as const satisfies { access: Access }
export const person = { access: { kind: 'person' } } as const satisfies { access: Access }
export const installationOwner = { access: { kind: 'installation_owner' } } as const satisfies { access: Access }
export const needs = (permission: Permission): { access: Access } => ({ access: { kind: 'workspace', permission } })
