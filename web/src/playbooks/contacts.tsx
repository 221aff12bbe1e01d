import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isBlank, newContact, type ContactDraft } from './document.ts'
import classes from './playbooks.module.css'

interface ContactsProps {
  contacts: readonly ContactDraft[]
  /** A save was tried: what is missing is said. */
  tried: boolean
  readOnly: boolean
  onChange: (contacts: readonly ContactDraft[]) => void
}

const fields = [
  ['name', 'contactName', 'text'],
  ['role', 'contactRole', 'text'],
  ['phone', 'phone', 'tel'],
  ['email', 'email', 'email'],
  ['note', 'note', 'text'],
] as const

/** Who to reach. */
export function Contacts({ contacts, tried, readOnly, onChange }: ContactsProps) {
  const { t } = useTranslation()
  return (
    <>
      <ol className={classes.lines}>
        {contacts.map((contact, index) => {
          const number = index + 1
          const nameless = tried && contact.name.trim() === '' && !isBlank(contact)
          return (
            <li key={contact.key} className={classes.line}>
              <div className={classes.contactFields} role="group" aria-label={t('playbooks.edit.contact', { number })}>
                {fields.map(([field, label, type]) => (
                  <TextInput
                    key={field}
                    label={t(`playbooks.edit.${label}`)}
                    type={type}
                    value={contact[field]}
                    onChange={(event) => {
                      const { value } = event.currentTarget
                      onChange(contacts.map((one) => (one.key === contact.key ? { ...one, [field]: value } : one)))
                    }}
                    maxLength={field === 'note' ? 500 : 200}
                    readOnly={readOnly}
                    error={field === 'name' && nameless ? t('playbooks.edit.emptyContact') : null}
                  />
                ))}
              </div>
              {readOnly ? null : (
                <div className={classes.tools}>
                  <ActionIcon
                    variant="subtle"
                    size={32}
                    onClick={() => onChange(contacts.filter(({ key }) => key !== contact.key))}
                    aria-label={t('playbooks.edit.removeContact', { number })}
                  >
                    <IconX size={18} aria-hidden />
                  </ActionIcon>
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {readOnly ? null : (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...contacts, newContact()])}
        >
          {t('playbooks.edit.addContact')}
        </Button>
      )}
    </>
  )
}
