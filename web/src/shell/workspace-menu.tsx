import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { paths } from './paths.ts'
import { useHere } from './workspace-context.ts'

export function WorkspaceMenu({ target }: { target: ReactElement }) {
  const { workspace, me } = useHere()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-start" width={240} defaultOpened>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {me.memberships.map(({ workspace: other }) => (
          <Menu.Item
            key={other.id}
            leftSection={
              other.id === workspace.id ? <IconCheck size={16} aria-hidden /> : <span style={{ width: 16 }} />
            }
            aria-current={other.id === workspace.id}
            onClick={() => void navigate({ to: paths.posts({ workspace: other.id }) })}
          >
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
