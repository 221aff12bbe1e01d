import { Button, type ButtonProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** A link that looks like the button it acts as. */
export function LinkButton({ to, search, ...rest }: ButtonProps & { to: string; search?: Record<string, string> }) {
  return (
    <Button
      renderRoot={(props) => <Link to={to} {...(search === undefined ? {} : { search })} {...props} />}
      {...rest}
    />
  )
}
