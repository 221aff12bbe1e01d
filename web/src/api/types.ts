/** The shapes of the API under the product's words, from the generated schema. */
import type { components } from './schema.ts'

type Schemas = components['schemas']

export type Me = Schemas['Me']
export type Role = Me['memberships'][number]['role']
export type Workspace = Schemas['Workspace']
export type Account = Schemas['Account']
export type SlotPlan = Schemas['SlotPlan']
export type Post = Schemas['Post']
export type PostState = Post['state']
export type Delivery = Schemas['Delivery']
export type DeliveryState = Delivery['state']
export type HistoryEntry = Schemas['HistoryEntry']
export type Member = Schemas['Member']
export type Invitation = Schemas['Invitation']
export type ApiToken = Schemas['ApiToken']
export type AuditEntry = Schemas['AuditEntry']
