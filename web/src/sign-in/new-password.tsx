import { PasswordInput, Progress, Text, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { passwordStrength } from './password-strength.ts'

interface NewPasswordProps extends PasswordInputProps {
  value?: string
  /** The person's name and address: a password made of them is a poor one. */
  unlike: readonly string[]
}

/** A password being chosen, with a hint of its strength in words. */
export function NewPassword({ value = '', unlike, ...rest }: NewPasswordProps) {
  const { t } = useTranslation()
  const strength = passwordStrength(value, unlike)
  const share = { weak: Math.min(40, value.length * 3), repeats: 30, contains_you: 30, fair: 65, strong: 100 }[
    strength.kind
  ]
  const words = {
    weak: () => t('entry.password.weak', { left: strength.kind === 'weak' ? strength.left : 0 }),
    repeats: () => t('entry.password.repeats'),
    contains_you: () => t('entry.password.containsYou'),
    fair: () => t('entry.password.fair'),
    strong: () => t('entry.password.strong'),
  }[strength.kind]
  const good = strength.kind === 'fair' || strength.kind === 'strong'
  return (
    <div>
      <PasswordInput
        label={t('common.password')}
        description={t('entry.password.hint')}
        autoComplete="new-password"
        value={value}
        visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        {...rest}
      />
      {value === '' ? null : (
        <>
          <Progress
            value={share}
            color={good ? 'green' : 'amber'}
            size={4}
            mt={8}
            aria-label={t('entry.password.meter')}
          />
          <Text size="sm" mt={4} aria-live="polite">
            {words()}
          </Text>
        </>
      )}
    </div>
  )
}
