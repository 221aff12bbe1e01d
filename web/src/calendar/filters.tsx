import { Button, MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account, Campaign, Member } from '../api/types.ts'
import { isNarrowed, narrowingOf } from './narrowing.ts'
import { shownStates, type CalendarSearch, type Narrowing } from './search.ts'
import classes from './calendar.module.css'

interface FiltersProps {
  search: CalendarSearch
  accounts: readonly Account[]
  members: readonly Member[]
  campaigns: readonly Campaign[]
  onNarrow: (narrowing: Narrowing) => void
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** Narrows the calendar; what is chosen stands in the address. */
export function Filters({ search, accounts, members, campaigns, onNarrow }: FiltersProps) {
  const { t } = useTranslation()
  const networks = [...new Set(accounts.map(({ network }) => network))]
  const fields: readonly (readonly [keyof Narrowing, readonly Choice[]])[] = [
    ['account', accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))],
    ['network', networks.map((network) => ({ value: network, label: t(`accounts.network.${network}`) }))],
    ['state', shownStates.map((state) => ({ value: state, label: t(`deliveries.state.${state}`) }))],
    ['author', members.map(({ personId, name }) => ({ value: personId, label: name }))],
    ['campaign', campaigns.map(({ id, name }) => ({ value: id, label: name }))],
  ]
  const choose = (name: keyof Narrowing, values: readonly string[]) => {
    const { [name]: _left, ...rest } = narrowingOf(search)
    onNarrow(values.length === 0 ? rest : { ...rest, [name]: values })
  }
  return (
    <div className={classes.filters} role="search" aria-label={t('calendar.filter.title')}>
      {fields
        .filter(([name, data]) => data.length > (name === 'campaign' ? 0 : 1) || search[name] !== undefined)
        .map(([name, data]) => (
          <MultiSelect
            key={name}
            size="xs"
            label={t(`calendar.filter.${name}`)}
            placeholder={search[name] === undefined ? t('calendar.filter.all') : ''}
            data={[...data]}
            value={[...(search[name] ?? [])]}
            onChange={(values) => choose(name, values)}
            searchable={data.length > 8}
            clearable
            clearButtonProps={{ 'aria-label': t('calendar.filter.clear') }}
            comboboxProps={{ shadow: 'md' }}
          />
        ))}
      {isNarrowed(search) ? (
        <Button size="xs" variant="default" onClick={() => onNarrow({})}>
          {t('calendar.filter.clear')}
        </Button>
      ) : null}
    </div>
  )
}
