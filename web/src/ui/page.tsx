import { Group, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  title: string
  /** One sentence under the title. */
  lead?: ReactNode
  /** What can be done on this page, at the right of the title. */
  actions?: ReactNode
  width?: 'reading' | 'full'
  children: ReactNode
}

/** The frame of every page: names the tab, and moves the focus to the title so that a screen reader hears the new page. */
export function Page({ title, lead, actions, width = 'full', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Vigie`
  }, [title])
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div className={classes.page} data-width={width}>
      <Group component="header" justify="space-between" align="flex-start" className={classes.head}>
        <div>
          <Title order={1} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  )
}
