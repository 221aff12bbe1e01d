import { ActionIcon, Button, Select, Textarea, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, Role } from '../api/types.ts'
import { roles } from '../people/may.ts'
import { moved, newStep, type StepDraft } from './document.ts'
import { useDrag } from './use-drag.ts'
import classes from './playbooks.module.css'

const isRole = (value: string | null): value is Role => roles.some((role) => role === value)

interface StepsProps {
  steps: readonly StepDraft[]
  members: readonly Member[]
  readOnly: boolean
  onChange: (steps: readonly StepDraft[]) => void
}

/** The steps in their order: written, given to a role or a person, moved by drag, by buttons or by the arrow keys. */
export function Steps({ steps, members, readOnly, onChange }: StepsProps) {
  const { t } = useTranslation()
  const [said, say] = useState('')
  const move = (from: number, to: number) => {
    const next = moved(steps, from, to)
    if (next === steps) return
    onChange(next)
    say(t('playbooks.edit.moved', { from: from + 1, to: to + 1, count: steps.length }))
  }
  const { list, handle } = useDrag(move)
  const set = (key: string, change: Partial<StepDraft>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...change } : step)))
  return (
    <>
      <ol ref={list} className={classes.lines}>
        {steps.map((step, index) => {
          const number = index + 1
          return (
            <li key={step.key} className={classes.line}>
              {readOnly ? null : (
                <UnstyledButton
                  className={classes.handle}
                  aria-label={t('playbooks.edit.drag', { number })}
                  {...handle(index)}
                >
                  <IconGripVertical size={18} aria-hidden />
                </UnstyledButton>
              )}
              <span className={classes.number} aria-hidden>
                {number}
              </span>
              <div className={classes.fields} role="group" aria-label={t('playbooks.edit.step', { number })}>
                <Textarea
                  aria-label={t('playbooks.edit.stepText')}
                  placeholder={t('playbooks.edit.stepText')}
                  value={step.text}
                  onChange={(event) => set(step.key, { text: event.currentTarget.value })}
                  autosize
                  minRows={1}
                  maxLength={1000}
                  readOnly={readOnly}
                />
                <Select
                  aria-label={t('playbooks.edit.role')}
                  placeholder={t('playbooks.edit.anyRole')}
                  data={roles.map((role) => ({ value: role, label: t(`people.roles.${role}`) }))}
                  value={step.role}
                  onChange={(role) => set(step.key, { role: isRole(role) ? role : null })}
                  clearable
                  clearButtonProps={{ 'aria-label': t('playbooks.edit.anyRole') }}
                  readOnly={readOnly}
                />
                <Select
                  aria-label={t('playbooks.edit.person')}
                  placeholder={t('playbooks.edit.anyPerson')}
                  data={members.map(({ personId, name }) => ({ value: personId, label: name }))}
                  value={step.personId}
                  onChange={(personId) => set(step.key, { personId })}
                  clearable
                  clearButtonProps={{ 'aria-label': t('playbooks.edit.anyPerson') }}
                  searchable
                  readOnly={readOnly}
                />
              </div>
              {readOnly ? null : (
                <div className={classes.tools}>
                  <ActionIcon
                    variant="subtle"
                    size={32}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                    aria-label={t('playbooks.edit.moveUp', { number })}
                  >
                    <IconArrowUp size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size={32}
                    disabled={index === steps.length - 1}
                    onClick={() => move(index, index + 1)}
                    aria-label={t('playbooks.edit.moveDown', { number })}
                  >
                    <IconArrowDown size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size={32}
                    onClick={() => onChange(steps.filter(({ key }) => key !== step.key))}
                    aria-label={t('playbooks.edit.removeStep', { number })}
                  >
                    <IconX size={18} aria-hidden />
                  </ActionIcon>
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      {readOnly ? null : (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...steps, newStep()])}
        >
          {t('playbooks.edit.addStep')}
        </Button>
      )}
    </>
  )
}
