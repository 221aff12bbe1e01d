import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import { everything, type Stop } from './acts.ts'
import { HoldButton } from './hold-button.tsx'
import { plainStop } from './load-dialog.ts'
import { Narrow } from './narrow.tsx'
import { useStop } from './stop-button.tsx'
import { closeStop, type Asked } from './stop-store.ts'
import { isStopWord } from './stop-word.ts'
import { WhoMayStop } from './who-may-stop.tsx'
import classes from './stop.module.css'

/** Stop what? Everything, unless somebody narrows it. Done by holding the button, or by typing the word. */
export function StopDialog({ asked }: { asked: Asked }) {
  const { t } = useTranslation()
  const { me, may } = useHere()
  const mayStop = may('stop') || me.person.installationOwner
  return (
    <Modal
      opened
      onClose={closeStop}
      title={mayStop ? t('halt.dialog.title') : t('halt.mayNot.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: classes.body ?? '' }}
      yOffset="8px"
      xOffset="8px"
    >
      {mayStop ? <Stopping error={asked.error} /> : <WhoMayStop />}
    </Modal>
  )
}

function Stopping({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const help = useId()
  const run = useStop()
  const [what, setWhat] = useState<Stop>(everything)
  const [narrowing, narrow] = useState(false)
  const [word, setWord] = useState('')
  const failed = run.error ?? error
  const chosen =
    (what.reach.kind !== 'network' || what.reach.network !== '') &&
    (what.reach.kind !== 'account' || what.reach.accountId !== '') &&
    (what.reach.kind !== 'campaign' || what.reach.campaignId !== '')
  const go = () => {
    if (chosen && !run.isPending) run.mutate(what)
  }
  return (
    <>
      <p className={classes.lead}>{t('halt.dialog.lead')}</p>
      {failed === null || failed === undefined ? null : (
        <div className={classes.failed}>
          <ErrorNotice error={failed} />
          <Notice tone="hold">{t('halt.notStopped')}</Notice>
        </div>
      )}
      <HoldButton
        size="dialog"
        first
        loading={run.isPending}
        disabled={!chosen}
        describedBy={help}
        holding={t('halt.holding')}
        onHeld={go}
        onEarly={() => undefined}
      >
        {run.isPending ? t('halt.stopping') : t('halt.dialog.hold')}
      </HoldButton>
      <p id={help} className={classes.help}>
        {chosen ? <span className={classes.keys}>{t('halt.dialog.holdHelp')}</span> : t('halt.dialog.choose')}
      </p>
      <form
        className={classes.word}
        onSubmit={(event) => {
          event.preventDefault()
          if (isStopWord(word)) go()
        }}
      >
        <TextInput
          label={t('halt.dialog.or', { word: t('halt.dialog.word') })}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={!isStopWord(word) || !chosen} loading={run.isPending}>
          {t('halt.dialog.submit')}
        </Button>
      </form>
      <UnstyledButton className={classes.more} aria-expanded={narrowing} onClick={() => narrow(!narrowing)}>
        <IconChevronDown size={18} aria-hidden data-open={narrowing} />
        <span>{t('halt.dialog.narrow')}</span>
        <span className={classes.quiet}>{t('halt.dialog.narrowHint')}</span>
      </UnstyledButton>
      {narrowing ? <Narrow value={what} onChange={setWhat} /> : null}
      <TextInput
        mt="sm"
        label={t('halt.dialog.reason')}
        description={t('halt.dialog.reasonHint')}
        value={what.reason}
        maxLength={500}
        onChange={(event) => setWhat({ ...what, reason: event.currentTarget.value })}
      />
      <p className={classes.help}>
        <a href={plainStop}>{t('halt.plainPage')}</a>
      </p>
    </>
  )
}
