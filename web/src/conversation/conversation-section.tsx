import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { Section } from '../ui/section.tsx'
import { AccountConversation } from './account-conversation.tsx'

interface ConversationSectionProps {
  postId: string
  deliveries: readonly Delivery[]
}

/** What people answered under a post, account by account. Nothing where nothing is out. */
export function ConversationSection({ postId, deliveries }: ConversationSectionProps) {
  const { t } = useTranslation()
  // what follows in its thread stands under the first: its answers come with it
  const out = deliveries.filter(
    ({ kind, state, url, subjectId }) => kind === 'post' && state === 'published' && url !== null && subjectId === null,
  )
  if (out.length === 0) return null
  return (
    <Section title={t('conversation.title')}>
      {out.map((delivery) => (
        <AccountConversation key={delivery.id} postId={postId} delivery={delivery} named={out.length > 1} />
      ))}
    </Section>
  )
}
