import type { ColumnType, JSONColumnType } from 'kysely'

export type At = ColumnType<Date, Date | string, Date | string>
export type AtDefault = ColumnType<Date, Date | string | undefined, Date | string>
export type MaybeAt = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type Json<T extends object> = JSONColumnType<T>

export type Role = 'owner' | 'admin' | 'editor' | 'contributor' | 'moderator' | 'viewer'
export type ActorKind = 'person' | 'token' | 'system'
