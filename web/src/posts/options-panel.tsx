import { NativeSelect, TextInput } from '@mantine/core'
import type { QuotePolicy, Visibility } from '@vigie/server/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { FirstComment } from './first-comment.tsx'
import { offersOf, type Offer } from './offers.ts'
import { ReplyControl } from './reply-control.tsx'
import type { Rule } from './rules.ts'
import { useCapabilities } from './use-capabilities.ts'
import type { Options, OptionsChange } from './words.ts'
import classes from './voices.module.css'

interface OptionsPanelProps {
  options: Options
  accounts: readonly Account[]
  rules: readonly Rule[]
  onChange: (options: OptionsChange) => void
}

/** What the networks have besides the text: nothing is shown that none of them has. */
export function OptionsPanel({ options, accounts, rules, onChange }: OptionsPanelProps) {
  const { t, i18n } = useTranslation()
  const offers = offersOf(accounts, useCapabilities())
  const networks = new Set(accounts.map(({ network }) => network)).size
  /** Where not all of them have it, those that do are named. */
  const label = (words: string, { networks: those }: Offer<unknown>) =>
    those.length === networks
      ? words
      : `${words} (${new Intl.ListFormat(i18n.language).format(those.map((one) => t(`accounts.network.${one}`)))})`
  const set = [
    has(offers.warning) && options.contentWarning && t('composer.options.warning'),
    has(offers.visibility) && options.visibility && t(`composer.options.visibility.${options.visibility}`),
    has(offers.replyControl) &&
      options.replyControl?.[0] !== 'everyone' &&
      options.replyControl &&
      t('composer.options.reply.label'),
    has(offers.quotePolicy) && options.quotePolicy && t('composer.options.quote.label'),
    has(offers.linkCard) && options.linkCard === false && t('composer.options.card.none'),
    has(offers.firstComment) && options.firstComment && t('composer.options.firstComment'),
  ].filter((words) => typeof words === 'string' && words !== '')
  const [open, setOpen] = useState(set.length > 0)
  if (Object.values(offers).every(({ values }) => values.length === 0)) return null
  const { warning, labels, visibility, quotePolicy, replyControl, linkCard, firstComment } = offers
  const asItWas = { value: '', label: t('composer.options.usual') }
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>
        {t('composer.options.title')} {set.length === 0 ? null : <span>{set.join(' · ')}</span>}
      </summary>
      <div className={classes.options}>
        {warning.values.length === 0 ? null : (
          <TextInput
            className={classes.wide}
            label={label(t('composer.options.warning'), warning)}
            description={t('composer.options.warningHint')}
            value={options.contentWarning ?? ''}
            maxLength={500}
            onChange={(event) => onChange({ contentWarning: event.currentTarget.value })}
          />
        )}
        {labels.values.length === 0 || warning.values.length > 0 ? null : (
          <NativeSelect
            label={label(t('composer.options.labels.label'), labels)}
            description={t('composer.options.labels.hint')}
            value={labels.values.includes(options.contentWarning ?? '') ? options.contentWarning : ''}
            onChange={(event) => onChange({ contentWarning: event.currentTarget.value })}
            data={[
              { value: '', label: t('composer.options.labels.none') },
              ...labels.values.map((value) => ({ value, label: t(`composer.options.labels.${value as 'sexual'}`) })),
            ]}
          />
        )}
        {visibility.values.length === 0 ? null : (
          <NativeSelect
            label={label(t('composer.options.visibility.label'), visibility)}
            value={options.visibility ?? ''}
            onChange={(event) => onChange({ visibility: chosen<Visibility>(event.currentTarget.value) })}
            data={[
              asItWas,
              ...visibility.values.map((value) => ({ value, label: t(`composer.options.visibility.${value}`) })),
            ]}
          />
        )}
        {replyControl.values.length === 0 ? null : (
          <ReplyControl
            label={label(t('composer.options.reply.label'), replyControl)}
            values={replyControl.values}
            value={options.replyControl ?? ['everyone']}
            onChange={(rules_) => onChange({ replyControl: rules_ })}
          />
        )}
        {quotePolicy.values.length === 0 ? null : (
          <NativeSelect
            label={label(t('composer.options.quote.label'), quotePolicy)}
            value={options.quotePolicy ?? ''}
            onChange={(event) => onChange({ quotePolicy: chosen<QuotePolicy>(event.currentTarget.value) })}
            data={[
              asItWas,
              ...quotePolicy.values.map((value) => ({ value, label: t(`composer.options.quote.${value}`) })),
            ]}
          />
        )}
        {linkCard.values.length === 0 ? null : (
          <NativeSelect
            label={label(t('composer.options.card.label'), linkCard)}
            value={options.linkCard === false ? 'none' : ''}
            onChange={(event) => onChange({ linkCard: event.currentTarget.value === 'none' ? false : undefined })}
            data={[
              { value: '', label: t('composer.options.card.shown') },
              { value: 'none', label: t('composer.options.card.none') },
            ]}
          />
        )}
        {firstComment.values.length === 0 || !open ? null : (
          <FirstComment
            value={options.firstComment}
            contentWarning={options.contentWarning}
            rules={rules}
            onChange={(item) => onChange({ firstComment: item })}
          />
        )}
      </div>
    </details>
  )
}

const has = ({ values }: Offer<unknown>) => values.length > 0

const chosen = <T extends string>(value: string): T | undefined => (value === '' ? undefined : (value as T))
