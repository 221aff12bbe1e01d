import { Select, Text, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '../api/types.ts'
import { roles } from './may.ts'

interface RoleSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: Role
  onChange: (role: Role) => void
  given: readonly Role[]
}

const isRole = (value: unknown): value is Role => roles.some((role) => role === value)

/** A role with what it may do under its name. */
export function RoleSelect({ value, onChange, given, ...rest }: RoleSelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      data={given.map((role) => ({ value: role, label: t(`people.roles.${role}`) }))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm" fw={600}>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed">
            {isRole(option.value) ? t(`people.roleHelp.${option.value}`) : null}
          </Text>
        </div>
      )}
      value={value}
      onChange={(role) => isRole(role) && onChange(role)}
      allowDeselect={false}
      comboboxProps={{ width: 320, position: 'bottom-end', shadow: 'md' }}
      {...rest}
    />
  )
}
