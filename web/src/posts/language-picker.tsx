import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { networksQuery } from '../api/queries.ts'
import { focusWhenShown } from '../ui/use-focus.ts'
import type { LanguageChoiceProps } from './language-choice.tsx'
import { languageName } from './language-names.ts'

/** Languages people write in on the networks we speak to, by BCP 47 tag. A post may carry any other it came with. */
const common =
  'fr en de es it pt nl pl ro el sv da fi nb cs hu bg hr sk sl lt lv et uk ru tr ar he fa hi bn ta ur ja ko zh vi th id ms sw ca eu br oc co gl cy ga'.split(
    ' ',
  )

export function LanguagePicker({ value, onChange, networks }: LanguageChoiceProps) {
  const { t, i18n } = useTranslation()
  const known = useQuery(networksQuery).data ?? []
  const limits = known
    .filter(({ network }) => networks.includes(network))
    .map(({ capabilities }) => capabilities['maxLanguages'])
    .filter((limit) => typeof limit === 'number')
  const data = useMemo(
    () =>
      [...new Set([...common, ...value])]
        .map((tag) => ({ value: tag, label: languageName(tag, i18n.language) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language)),
    [i18n.language, value],
  )
  return (
    <MultiSelect
      label={t('composer.languages')}
      description={t('composer.languagesHint')}
      data={data}
      value={[...value]}
      onChange={onChange}
      {...(limits.length === 0 ? {} : { maxValues: Math.min(...limits) })}
      searchable
      hidePickedOptions
      maw={432}
      ref={focusWhenShown}
    />
  )
}
