import { Button, MultiSelect, NativeSelect, SegmentedControl, Switch, Table } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import type { Import } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { TimeZoneSelect } from '../time/time-zone-select.tsx'
import { fields, fieldOf, withField, type Field } from './fields.ts'
import { checkFile, importRowsQuery } from './queries.ts'
import classes from './import.module.css'

interface ColumnsProps {
  read: Import
  onChange: () => void
  onChecked: () => void
}

/** What each column is, how dates are written, and whom the posts are for. */
export function Columns({ read, onChange, onChecked }: ColumnsProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const accounts = useQuery(accountsQuery(workspace.id)).data ?? []
  const sample = useQuery(importRowsQuery(workspace.id, read.id, 'all', 'sample')).data ?? []
  const [mapping, setMapping] = useState(read.mapping)
  const [options, setOptions] = useState<Required<Import['options']>>({
    timeZone: workspace.timeZone,
    dateOrder: 'dmy',
    accountIds: [],
    as: 'plan',
    ...read.options,
  })
  const change = (part: Partial<typeof options>) => {
    setOptions({ ...options, ...part })
    onChange()
  }
  const check = useMutation({
    mutationFn: () => checkFile(workspace.id, read.id, { mapping, options }),
    onSuccess: onChecked,
  })
  const connected = accounts.filter(({ disconnectedAt }) => disconnectedAt === null)
  const choices = [
    { value: '', label: t('imports.field.none') },
    ...fields.map((field) => ({ value: field, label: t(`imports.field.${field}`) })),
  ]
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        check.mutate()
      }}
    >
      {read.template === null ? null : <p className={classes.hint}>{t(`imports.template.${read.template}`)}</p>}
      <div className={classes.wide}>
        <Table aria-label={t('imports.columns')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.column')}</Table.Th>
              <Table.Th>{t('imports.is')}</Table.Th>
              <Table.Th>{t('imports.sample')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {read.columns.map((name, at) => (
              // a column has no identity but its place
              <Table.Tr key={at}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={t('imports.columnIs', { column: name })}
                    data={choices}
                    value={fieldOf(mapping, at) ?? ''}
                    onChange={({ currentTarget: { value } }) => {
                      setMapping(withField(mapping, at, value === '' ? undefined : (value as Field)))
                      onChange()
                    }}
                  />
                </Table.Td>
                <Table.Td className={classes.sample}>{sample[0]?.cells[at]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <div className={classes.options}>
        <TimeZoneSelect
          label={t('imports.zone')}
          value={options.timeZone}
          onChange={(timeZone) => change({ timeZone: timeZone ?? workspace.timeZone })}
        />
        <NativeSelect
          label={t('imports.dateOrder')}
          data={(['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: t(`imports.order.${value}`) }))}
          value={options.dateOrder}
          onChange={({ currentTarget }) => change({ dateOrder: currentTarget.value as 'dmy' })}
        />
        <MultiSelect
          searchable
          label={t('imports.accounts')}
          description={t('imports.accountsHint')}
          data={connected.map(({ id, handle, network }) => ({ value: id, label: `@${handle} (${network})` }))}
          value={options.accountIds}
          onChange={(accountIds) => change({ accountIds })}
        />
        <SegmentedControl
          aria-label={t('imports.as')}
          data={(['plan', 'drafts'] as const).map((value) => ({ value, label: t(`imports.asOf.${value}`) }))}
          value={options.as}
          onChange={(as) => change({ as })}
        />
        {options.as === 'drafts' ? <p className={classes.hint}>{t('imports.draftsHint')}</p> : null}
        <Switch
          label={t('imports.duplicates')}
          checked={options.duplicates === 'accepted'}
          onChange={({ currentTarget }) => change({ duplicates: currentTarget.checked ? 'accepted' : 'leave_out' })}
        />
      </div>
      <ErrorNotice error={check.error} />
      <div className={classes.acts}>
        <Button type="submit" variant="default" loading={check.isPending}>
          {t('imports.check')}
        </Button>
        <span className={classes.hint}>{t('imports.checkHint')}</span>
      </div>
    </form>
  )
}
