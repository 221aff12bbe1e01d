import { Kbd, Modal, Table, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { modKey } from './keys.ts'
import { singleKeysOn } from './shortcuts.ts'

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const rows: Rows = [
    [[`${modKey} .`], t('shell.shortcuts.stop')],
    [[`${modKey} K`], t('shell.shortcuts.palette')],
    [['n'], t('shell.shortcuts.write')],
    [[`${modKey} ⏎`], t('shell.shortcuts.send')],
    [['z'], t('shell.shortcuts.undo')],
    [['g', 'p'], t('shell.shortcuts.goPosts')],
    [['g', 'c'], t('shell.shortcuts.goCalendar')],
    [['g', 'n'], t('shell.shortcuts.goNeeds')],
    [['g', 'a'], t('shell.shortcuts.goAccounts')],
    [['g', 'l'], t('shell.shortcuts.goListening')],
    [['g', 'h'], t('shell.shortcuts.goHalts')],
    [['g', 'e'], t('shell.shortcuts.goPeople')],
    [['g', 'b'], t('shell.shortcuts.goPlaybooks')],
    [['g', 'r'], t('shell.shortcuts.goRecord')],
    [['g', 's'], t('shell.shortcuts.goSettings')],
    [['?'], t('shell.shortcuts.help')],
  ]
  const held: Rows = [
    [['j', 'k'], t('lift.keys.next')],
    [['x'], t('lift.keys.choose')],
    [['⇧ J', '⇧ K'], t('lift.keys.range')],
    [['⇧ X'], t('lift.keys.rangeTo')],
    [['a'], t('lift.keys.all')],
    [['Esc'], t('lift.keys.none')],
    [['s'], t('lift.keys.send')],
    [['m'], t('lift.keys.move')],
    [['t'], t('lift.keys.at')],
    [['f'], t('lift.keys.slot')],
    [['b'], t('lift.keys.draft')],
    [['d'], t('lift.keys.drop')],
  ]
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {singleKeysOn() ? null : (
        <Text size="sm" mb="sm">
          {t('shell.shortcuts.off')}
        </Text>
      )}
      <Keys rows={rows} joined={t('shell.shortcuts.sequence')} />
      <Text fw={640} mt="md" mb={4} component="h3" fz="sm">
        {t('lift.keys.title')}
      </Text>
      <Keys rows={held} joined="" />
    </Modal>
  )
}

type Rows = readonly (readonly [readonly string[], string])[]

/** @param joined what stands between two keys */
function Keys({ rows, joined }: { rows: Rows; joined: string }) {
  return (
    <Table verticalSpacing={6}>
      <Table.Tbody>
        {rows.map(([keys, what]) => (
          <Table.Tr key={what}>
            <Table.Td w={120}>
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index === 0 ? null : <Text span size="xs" c="dimmed">{` ${joined} `}</Text>}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </Table.Td>
            <Table.Td>{what}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
