import { Input, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { networks, type Network } from '@vigie/server/contract'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { BlueskyWays } from './bluesky-ways.tsx'
import { RedirectForm } from './redirect-form.tsx'

/** Connects an account, or signs one in again: then its history is kept. */
export function ConnectDialog({ account, onClose }: { account: Account | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const label = useId()
  const [network, choose] = useState<Network>(account?.network ?? 'bluesky')
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text fw={640} span>
          {account === undefined
            ? t('accounts.connectTitle')
            : t('accounts.reconnectTitle', { handle: `@${account.handle}` })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {account === undefined ? (
          <Input.Wrapper label={t('accounts.chooseNetwork')} labelElement="div" labelProps={{ id: label }}>
            <SegmentedControl
              fullWidth
              aria-labelledby={label}
              value={network}
              onChange={(value) => choose(value as Network)}
              data={networks.map((value) => ({ value, label: t(`accounts.network.${value}`) }))}
            />
          </Input.Wrapper>
        ) : null}
        {network === 'bluesky' ? (
          <BlueskyWays account={account} onClose={onClose} />
        ) : (
          <RedirectForm network={network} account={account} asks="service" />
        )}
      </Stack>
    </Modal>
  )
}
