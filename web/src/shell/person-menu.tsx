import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconLogout, IconMoon, IconSun, IconSunMoon, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut } from '../sign-in/sign-out.ts'
import { switchLanguage } from './language.ts'
import { paths } from './paths.ts'
import { useHere } from './workspace-context.ts'

/** Who one is here; language, appearance, the way out. */
export function PersonMenu({ target }: { target: ReactElement }) {
  const { t, i18n } = useTranslation()
  const { me, workspace } = useHere()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const schemes = [
    { value: 'light', icon: IconSun, word: t('shell.schemeLight') },
    { value: 'dark', icon: IconMoon, word: t('shell.schemeDark') },
    { value: 'auto', icon: IconSunMoon, word: t('shell.schemeAuto') },
  ] as const
  return (
    <Menu position="bottom-end" width={240} defaultOpened>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.person.name}
          <br />
          {me.person.email}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUser size={16} />}
          onClick={() => void navigate({ to: paths.profile({ workspace: workspace.id }) })}
        >
          {t('settings.profile.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLanguage size={16} />}
          lang={i18n.language === 'fr' ? 'en' : 'fr'}
          onClick={() => void switchLanguage()}
        >
          {t('shell.switchLanguage')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('shell.scheme')}</Menu.Label>
        {schemes.map(({ value, icon: Icon, word }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            fw={colorScheme === value ? 640 : 400}
            onClick={() => setColorScheme(value)}
            closeMenuOnClick={false}
          >
            {word}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
