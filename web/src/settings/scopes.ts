export const scopes = ['read', 'write', 'publish'] as const
export type Scope = (typeof scopes)[number]

export function isScope(value: unknown): value is Scope {
  return scopes.some((scope) => scope === value)
}
