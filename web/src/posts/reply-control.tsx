import { Checkbox, Group, NativeSelect } from '@mantine/core'
import type { ReplyRule } from '@vigie/server/contract'
import { useTranslation } from 'react-i18next'

interface ReplyControlProps {
  label: string
  values: readonly ReplyRule[]
  value: readonly ReplyRule[]
  onChange: (rules: ReplyRule[]) => void
}

const alone: readonly ReplyRule[] = ['everyone', 'nobody']
const some = 'some'

/** Who may reply: everyone, nobody, or some, of whom several kinds go together. */
export function ReplyControl({ label, values, value, onChange }: ReplyControlProps) {
  const { t } = useTranslation()
  const kinds = values.filter((rule) => !alone.includes(rule))
  const [first = 'everyone'] = value
  const way = alone.includes(first) ? first : some
  const choose = (next: string) => {
    if (next === some) onChange(kinds.slice(0, 1))
    else onChange([next as ReplyRule])
  }
  return (
    <div>
      <NativeSelect
        label={label}
        value={way}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          ...alone
            .filter((rule) => values.includes(rule))
            .map((rule) => ({ value: rule, label: t(`composer.options.reply.${rule}`) })),
          ...(kinds.length === 0 ? [] : [{ value: some, label: t('composer.options.reply.some') }]),
        ]}
      />
      {way === some ? (
        <Checkbox.Group
          mt={8}
          aria-label={t('composer.options.reply.some')}
          value={[...value]}
          // nobody at all is a choice of its own
          onChange={(next) => next.length > 0 && onChange(kinds.filter((rule) => next.includes(rule)))}
        >
          <Group gap="md">
            {kinds.map((rule) => (
              <Checkbox key={rule} value={rule} label={t(`composer.options.reply.${rule}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      ) : null}
    </div>
  )
}
