import { Button, Select, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import { campaignsQuery, tagsOf } from '../campaigns/queries.ts'
import { useHere } from '../shell/workspace-context.ts'
import { isNarrowed, type HeldSearch } from './filter.ts'
import { isOn, keepChips, readChips, toggleChip } from './words.ts'
import classes from './lift.module.css'

interface FiltersProps {
  search: HeldSearch
  /** Tags that are known from what is loaded. */
  tags: readonly string[]
  onSearch: (search: HeldSearch) => void
}

const without = <K extends keyof HeldSearch>(search: HeldSearch, name: K, value: string | null): HeldSearch => {
  const { [name]: _left, ...rest } = search
  return value === null || value.trim() === '' ? rest : { ...rest, [name]: value }
}

/** Narrows the list by words, account, campaign and tag. */
export function Filters({ search, tags, onSearch }: FiltersProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const accounts = useQuery(accountsQuery(workspace.id)).data ?? []
  const campaigns = useQuery(campaignsQuery(workspace.id)).data ?? []
  const [words, setWords] = useState(search.q ?? '')
  const tell = useDebouncedCallback((q: string) => onSearch(without(search, 'q', q)), { delay: 300 })
  const look = (q: string) => {
    setWords(q)
    tell(q)
  }
  const choose = (name: keyof HeldSearch) => (value: string | null) => onSearch(without(search, name, value))
  return (
    <div className={classes.filters} role="search" aria-label={t('lift.filter.title')}>
      <div className={classes.fields}>
        <TextInput
          label={t('lift.filter.words')}
          description={t('lift.filter.wordsHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={words}
          onChange={(event) => look(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        <Select
          label={t('lift.filter.account')}
          placeholder={t('lift.filter.anyAccount')}
          data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
          value={search.account ?? null}
          onChange={choose('account')}
          clearable
          clearButtonProps={{ 'aria-label': t('lift.filter.anyAccount') }}
        />
        <Select
          label={t('lift.filter.campaign')}
          placeholder={t('lift.filter.anyCampaign')}
          data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.campaign ?? null}
          onChange={choose('campaign')}
          clearable
          clearButtonProps={{ 'aria-label': t('lift.filter.anyCampaign') }}
        />
        <Select
          label={t('lift.filter.tag')}
          placeholder={t('lift.filter.anyTag')}
          data={tagsOf(tags, search.tag)}
          value={search.tag ?? null}
          onChange={choose('tag')}
          clearable
          clearButtonProps={{ 'aria-label': t('lift.filter.anyTag') }}
        />
      </div>
      <Chips q={words} onWords={look}>
        {isNarrowed(search) ? (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setWords('')
              onSearch({})
            }}
          >
            {t('lift.filter.clear')}
          </Button>
        ) : null}
      </Chips>
    </div>
  )
}

/** Words that are looked for again and again, one press each; everybody makes their own. */
function Chips({ q, onWords, children }: { q: string; onWords: (q: string) => void; children: ReactNode }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const offered = [t('lift.filter.offered.one'), t('lift.filter.offered.two'), t('lift.filter.offered.three')]
  const [kept, setChips] = useState(() => readChips(workspace.id))
  const chips = kept ?? offered
  const [editing, setEditing] = useState(false)
  const change = (next: readonly string[]) => {
    setChips(next)
    keepChips(workspace.id, next)
  }
  const fresh = q.trim() !== '' && !chips.some((chip) => chip.toLowerCase() === q.trim().toLowerCase())
  return (
    <div className={classes.chips} role="group" aria-label={t('lift.filter.chips')}>
      {chips.map((chip) =>
        editing ? (
          <UnstyledButton
            key={chip}
            className={classes.chip}
            onClick={() => change(chips.filter((one) => one !== chip))}
            aria-label={t('lift.filter.removeChip', { words: chip })}
          >
            {chip}
            <IconX size={14} aria-hidden />
          </UnstyledButton>
        ) : (
          <UnstyledButton
            key={chip}
            className={classes.chip}
            aria-pressed={isOn(chip, q)}
            onClick={() => onWords(toggleChip(chip, q))}
          >
            {chip}
          </UnstyledButton>
        ),
      )}
      {fresh && !editing ? (
        <UnstyledButton className={classes.plain} onClick={() => change([...chips, q.trim()])}>
          {t('lift.filter.addChip')}
        </UnstyledButton>
      ) : null}
      {chips.length === 0 ? null : (
        <UnstyledButton className={classes.plain} onClick={() => setEditing(!editing)}>
          {editing ? t('lift.filter.doneChips') : t('lift.filter.editChips')}
        </UnstyledButton>
      )}
      {children}
    </div>
  )
}
