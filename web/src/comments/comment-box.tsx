import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../api/queries.ts'
import { useHere } from '../shell/workspace-context.ts'
import { membersLike, namedIn, typedName, withName } from './mentions.ts'
import type { Said } from './queries.ts'

interface CommentBoxProps {
  label: string
  submitLabel: string
  /** What is edited; empty for a new one. */
  initial?: string
  loading: boolean
  /** Resolves when it was taken: then the box is empty again. */
  onSay: (said: Said) => Promise<unknown>
  onCancel?: () => void
}

/** Where a comment is written. An @ offers the members to name. */
export function CommentBox({ label, submitLabel, initial = '', loading, onSay, onCancel }: CommentBoxProps) {
  const { t } = useTranslation()
  const { workspace, me } = useHere()
  const { data: members = [] } = useQuery(membersQuery(workspace.id))
  const others = members.filter(({ personId }) => personId !== me.person.id)
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(initial)
  const [cursor, setCursor] = useState(initial.length)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const typing = typedName(text, cursor)
  const offered = typing === undefined ? [] : membersLike(others, typing.typed)
  const choose = (personId: string) => {
    const name = others.find((member) => member.personId === personId)?.name
    if (name === undefined || typing === undefined) return
    const next = withName(text, cursor, typing.from, name)
    setText(next.text)
    setCursor(next.cursor)
    combobox.closeDropdown()
    // once the field shows the new text
    requestAnimationFrame(() => field.current?.setSelectionRange(next.cursor, next.cursor))
  }
  const say = () => {
    if (text.trim() === '' || loading) return
    // a refusal is shown beside the box, and the words stay in it
    onSay({ text: text.trim(), mentions: namedIn(text, others) }).then(
      () => setText(''),
      () => undefined,
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      say()
    }
  }
  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
        <Combobox.Target withExpandedAttribute>
          <Textarea
            ref={field}
            label={label}
            description={t('comments.hint')}
            value={text}
            maxLength={5000}
            autosize
            minRows={2}
            maxRows={12}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              const { value, selectionStart } = event.currentTarget
              setText(value)
              setCursor(selectionStart)
              const name = typedName(value, selectionStart)
              if (name !== undefined && membersLike(others, name.typed).length > 0) {
                combobox.openDropdown()
                combobox.updateSelectedOptionIndex()
              } else combobox.closeDropdown()
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={offered.length === 0}>
          <Combobox.Options aria-label={t('comments.members')}>
            {offered.map(({ personId, name, role }) => (
              <Combobox.Option key={personId} value={personId}>
                {`${name} · ${t(`people.roles.${role}`)}`}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Group gap="xs" mt="xs">
        <Button size="xs" loading={loading} disabled={text.trim() === ''} onClick={say}>
          {submitLabel}
        </Button>
        {onCancel === undefined ? null : (
          <Button size="xs" variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
      </Group>
    </div>
  )
}
