import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountsQuery, postsQuery } from '../api/queries.ts'
import type { Post } from '../api/types.ts'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { usePosts } from './use-posts.ts'
import classes from './playbooks.module.css'

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

interface StatementsProps {
  ids: readonly string[]
  readOnly: boolean
  onChange: (ids: readonly string[]) => void
}

/** Drafts that wait for the day: what would be said, on which account. */
export function Statements({ ids, readOnly, onChange }: StatementsProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const posts = usePosts(workspace.id, ids)
  const drafts = useInfiniteQuery(postsQuery(workspace.id, 'draft')).data?.pages.flatMap(({ items }) => items) ?? []
  const accountsOf = useAccountsOf()
  const free = drafts.filter(({ id, text }) => !ids.includes(id) && text.trim() !== '')
  return (
    <>
      {posts.map((post) => (
        <div key={post.id} className={classes.statement}>
          <div>
            <AppLink to={paths.post({ workspace: workspace.id, post: post.id })} c="inherit" underline="hover">
              <span className={classes.statementText} data-kind="said">
                {post.text.trim() === '' ? t('posts.noText') : post.text}
              </span>
            </AppLink>
            <span className={classes.quiet}>{accountsOf(post) || t('playbooks.sheet.noAccount')}</span>
          </div>
          {readOnly ? null : (
            <ActionIcon
              variant="subtle"
              size={32}
              onClick={() => onChange(ids.filter((id) => id !== post.id))}
              aria-label={t('playbooks.edit.removeStatement', { text: short(post.text) })}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Select
          label={t('playbooks.edit.chooseStatement')}
          placeholder={free.length === 0 ? t('playbooks.edit.noDrafts') : t('playbooks.edit.chooseStatementHint')}
          disabled={free.length === 0}
          data={free.map(({ id, text }) => ({ value: id, label: short(text) }))}
          value={null}
          onChange={(id) => id !== null && onChange([...ids, id])}
          searchable
          maw={480}
          mb="xs"
        />
      )}
      {readOnly ? null : (
        <AppLink to={paths.compose({ workspace: workspace.id })} fz="sm">
          {t('playbooks.edit.writeStatement')}
        </AppLink>
      )}
    </>
  )
}

/** `@town · Bluesky, @town · Mastodon`: where a draft would go. */
export function useAccountsOf(): (post: Post) => string {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const accounts = useQuery(accountsQuery(workspace.id)).data ?? []
  return (post) =>
    accounts
      .filter(({ id }) => post.accountIds.includes(id))
      .map(({ handle, network }) => `@${handle} · ${t(`accounts.network.${network}`)}`)
      .join(', ')
}
