import { SegmentedControl, Stack } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import type { Account } from '../api/types.ts'
import { NextSlots } from '../slots/next-slots.tsx'
import { onTheWall, proposeTime } from '../time/wall-clock.ts'
import { WhenFields } from '../time/when-fields.tsx'
import { resolveWhen, type WhenChoice } from '../time/when.ts'
import type { Planned } from './planned.ts'

// Most of what is planned goes out once.
const RepeatFields = lazy(async () => ({ default: (await import('../series/repeat-fields.tsx')).RepeatFields }))

interface ScheduleFieldsProps {
  zone: string
  accounts: readonly Account[]
  onWhen: (when: Planned) => void
}

/** When a post is to go out, told to the composer: an instant, or the next free slot of each account. */
export function ScheduleFields({ zone, accounts, onWhen }: ScheduleFieldsProps) {
  const { t } = useTranslation()
  const [way, setWay] = useState<'at' | 'slot'>('at')
  // begun in the calendar: at the time that was clicked there
  const { at } = useSearch({ strict: false }) as { at?: string }
  const [choice, setChoice] = useState<WhenChoice>(() => ({
    ...(at === undefined ? proposeTime(serverNow(), zone) : onTheWall(at, zone)),
    second: false,
  }))
  const when = resolveWhen(choice, zone, serverNow())
  const [repeat, setRepeat] = useState<string>()
  // What is told is told once: a new object with the same content is no news.
  const news = JSON.stringify(way === 'slot' ? { kind: 'slot' } : { ...when, repeat })
  useEffect(() => onWhen(JSON.parse(news) as Planned), [news, onWhen])
  return (
    <Stack gap="sm" align="flex-start">
      <SegmentedControl
        aria-label={t('slots.choose')}
        value={way}
        onChange={(value) => setWay(value === 'slot' ? 'slot' : 'at')}
        data={[
          { value: 'at', label: t('slots.atTime') },
          { value: 'slot', label: t('slots.nextFree') },
        ]}
      />
      {way === 'at' ? (
        <>
          <WhenFields zone={zone} value={choice} onChange={setChoice} resolved={when} />
          {when.kind === 'ok' ? (
            <Suspense fallback={null}>
              <RepeatFields date={onTheWall(when.at, zone).date} onRule={setRepeat} />
            </Suspense>
          ) : null}
        </>
      ) : (
        <NextSlots zone={zone} accounts={accounts} />
      )}
    </Stack>
  )
}
