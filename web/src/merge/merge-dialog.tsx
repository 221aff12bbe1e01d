import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Written } from '../posts/words.ts'
import type { Choice } from './merge-text.ts'
import { choicesFor, conflictsBefore, mergeOf, mergeWritten, type Place } from './merge-written.ts'
import classes from './merge.module.css'

interface MergeDialogProps {
  /** What both began from; undefined when this browser does not know it. */
  base: Written | undefined
  mine: Written
  theirs: Written
  onTake: (merged: Written) => void
  onClose: () => void
}

/** Two versions of one post, brought together: what both changed stands side by side. */
export function MergeDialog({ base, mine, theirs, onTake, onClose }: MergeDialogProps) {
  const { t } = useTranslation()
  const versions = { base, mine, theirs }
  const merge = mergeOf(versions)
  const [choices, setChoices] = useState<readonly (Choice | undefined)[]>([])
  const left = merge.conflicts - choices.filter((choice) => choice !== undefined).length
  const result = mergeWritten(versions, choices)
  const choose = (at: number, choice: Choice) => {
    setChoices(Array.from({ length: merge.conflicts }, (_, index) => (index === at ? choice : choices[index])))
  }
  const shown = merge.places.filter(({ parts }) => parts.some(({ kind }) => kind === 'conflict'))
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('comments.merge.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={classes.lead}>{t('comments.merge.lead')}</p>
      {shown.map((place) => (
        <PlaceChoices
          key={`${place.accountId} ${place.index}`}
          place={place}
          choices={choicesFor(merge, choices, place)}
          onChoose={(index, choice) => choose(conflictsBefore(merge, place) + index, choice)}
        />
      ))}
      <h3 className={classes.heading}>{t('comments.merge.result')}</h3>
      {result.items.map(({ text }, index) => (
        <p key={index} className={classes.result} data-kind="said">
          {text}
        </p>
      ))}
      <div className={classes.foot}>
        <Button disabled={left > 0} onClick={() => onTake(result)}>
          {t('comments.merge.take')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {left > 0 ? <span aria-live="polite">{t('comments.merge.left', { count: left })}</span> : null}
      </div>
    </Modal>
  )
}

function PlaceChoices({
  place,
  choices,
  onChoose,
}: {
  place: Place
  choices: readonly (Choice | undefined)[]
  onChoose: (index: number, choice: Choice) => void
}) {
  const { t } = useTranslation()
  const conflicts = place.parts.flatMap((part) => (part.kind === 'conflict' ? [part] : []))
  const said = (text: string) => (text.trim() === '' ? t('comments.merge.nothing') : text)
  return (
    <section>
      <h3 className={classes.heading}>{t('comments.merge.item', { number: place.index + 1 })}</h3>
      {conflicts.map((conflict, index) => (
        <div key={index} className={classes.conflict}>
          <div className={classes.sides}>
            <div data-chosen={choices[index] === 'mine' || choices[index] === 'both'}>
              <strong>{t('comments.merge.mine')}</strong>
              <p data-kind="said">{said(conflict.mine)}</p>
            </div>
            <div data-chosen={choices[index] === 'theirs' || choices[index] === 'both'}>
              <strong>{t('comments.merge.theirs')}</strong>
              <p data-kind="said">{said(conflict.theirs)}</p>
            </div>
          </div>
          <SegmentedControl
            aria-label={t('comments.merge.choose', { number: index + 1 })}
            value={choices[index] ?? ''}
            onChange={(choice) => onChoose(index, choice as Choice)}
            data={(['mine', 'theirs', 'both'] as const).map((value) => ({
              value,
              label: t(`comments.merge.${value}`),
            }))}
          />
        </div>
      ))}
    </section>
  )
}
