/** What is said of an approval. */
import type { TFunction } from 'i18next'
import type { Approval } from '../api/types.ts'

type AskedRole = 'owner' | 'admin' | 'editor'
const isAsked = (role: string | null): role is AskedRole => role === 'owner' || role === 'admin' || role === 'editor'

/** Who was asked: a person by name, or anybody of a role. */
function askedWhom({ of }: Pick<Approval, 'of'>, t: TFunction): string {
  if (of.person !== null) return of.person.name
  return isAsked(of.role) ? t(`approvals.ofRole.${of.role}`) : ''
}

/** One sentence for where an approval stands. */
export function stands(approval: Approval, t: TFunction, time: (iso: string) => string): string {
  const who = askedWhom(approval, t)
  const by = approval.decidedBy?.name ?? ''
  const at = approval.decidedAt === null ? '' : time(approval.decidedAt)
  switch (approval.state) {
    case 'asked':
      return t('approvals.stands.asked', { who, by: approval.askedBy.name, time: time(approval.expiresAt) })
    case 'approved':
      return t('approvals.stands.approved', { by, time: at })
    case 'refused':
      return t('approvals.stands.refused', { by, time: at })
    case 'overridden':
      return t('approvals.stands.overridden', { by, time: at })
    case 'expired':
      return t('approvals.stands.expired', { who, time: time(approval.expiresAt) })
    case 'withdrawn':
      return t('approvals.stands.withdrawn', { by: approval.askedBy.name })
  }
}
