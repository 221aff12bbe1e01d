import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refusalSentence } from '../api/error-sentence.ts'
import type { Import, ImportRow } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { isKnownProblem, tellsMore } from './problems.ts'
import { importRowsQuery } from './queries.ts'
import classes from './import.module.css'

/** Rows with what speaks against them, by the row and the column of the file. */
export function Rows({ read, only }: { read: Import; only: 'problems' | 'refused' }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const moment = only === 'problems' ? `${read.counts.bad} ${read.counts.warned}` : String(read.counts.refused)
  const { data: rows = [], error } = useQuery(importRowsQuery(workspace.id, read.id, only, moment))
  if (error) return <ErrorNotice error={error} />
  return (
    <div className={classes.rows}>
      <Table aria-label={t('imports.problems')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.number}>{t('imports.row')}</Table.Th>
            <Table.Th>{t('imports.column')}</Table.Th>
            <Table.Th>{t('imports.problem')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.row} row={row} only={only} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Row({ row: { row, problems, refusal }, only }: { row: ImportRow; only: 'problems' | 'refused' }) {
  const { t } = useTranslation()
  if (only === 'refused') {
    return (
      <Table.Tr>
        <Table.Td className={classes.number}>{row}</Table.Td>
        <Table.Td />
        <Table.Td>{refusalSentence(refusal ?? '', t)}</Table.Td>
      </Table.Tr>
    )
  }
  return problems.map(({ code, column, detail, severity }, index) => (
    <Table.Tr key={`${code} ${column ?? ''} ${detail}`}>
      <Table.Td className={classes.number}>{index === 0 ? row : ''}</Table.Td>
      <Table.Td>{column ?? '–'}</Table.Td>
      <Table.Td>
        {severity === 'warning' ? <span className={classes.warning}>{t('imports.warning')}</span> : null}
        {isKnownProblem(code) ? t(`imports.problemOf.${code}`) : detail}
        <div className={classes.hint} lang="en">
          {isKnownProblem(code) && tellsMore(code) ? detail : null}
        </div>
      </Table.Td>
    </Table.Tr>
  ))
}
