import { Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'

interface FormProps {
  /** True while the answer is awaited: the button says so and refuses a second press. */
  loading: boolean
  /** What the server said, as a sentence; null when there is nothing to say. */
  submitError: ReactNode
  submitLabel: string
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  secondary?: ReactNode
  disabled?: boolean
  fullWidth?: boolean
  children: ReactNode
}

/** To the first field that was refused, once the page shows it. */
function toFirstMistake(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** Every form has its loading and its error: both must be given, so that nobody forgets them. */
export function Form(props: FormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        props.onSubmit(event)
        toFirstMistake(event.currentTarget)
      }}
    >
      <Stack gap="md">
        {props.children}
        {props.submitError}
        <Group gap="xs">
          <Button
            type="submit"
            loading={props.loading}
            disabled={props.disabled ?? false}
            fullWidth={props.fullWidth ?? false}
          >
            {props.submitLabel}
          </Button>
          {props.secondary}
        </Group>
      </Stack>
    </form>
  )
}
