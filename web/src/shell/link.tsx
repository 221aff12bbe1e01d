import { Anchor, type AnchorProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A link within the app; `to` comes from `paths`. */
export function AppLink({
  to,
  search,
  children,
  ...rest
}: AnchorProps & { to: string; search?: Record<string, string>; children: ReactNode }) {
  return (
    <Anchor renderRoot={(props) => <Link to={to} {...(search === undefined ? {} : { search })} {...props} />} {...rest}>
      {children}
    </Anchor>
  )
}
