import { useTranslation } from 'react-i18next'
import { Confirm } from '../ui/confirm.tsx'

export function Discard({
  opened,
  onClose,
  onConfirm,
}: {
  opened: boolean
  onClose: () => void
  onConfirm: () => void
}) {
  const { t } = useTranslation()
  return (
    <Confirm
      opened={opened}
      title={t('composer.discardTitle')}
      confirmLabel={t('composer.discardConfirm')}
      cancelLabel={t('common.cancel')}
      destroys
      loading={false}
      submitError={null}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {t('composer.discardBody')}
    </Confirm>
  )
}
