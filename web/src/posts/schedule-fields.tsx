import { useEffect, useState } from 'react'
import { serverNow } from '../api/server-clock.ts'
import { proposeTime } from '../time/wall-clock.ts'
import { WhenFields } from '../time/when-fields.tsx'
import { resolveWhen, type When, type WhenChoice } from '../time/when.ts'

/** When a post is to go out, told to the composer as an instant. */
export function ScheduleFields({ zone, onWhen }: { zone: string; onWhen: (when: When) => void }) {
  const [choice, setChoice] = useState<WhenChoice>(() => ({ ...proposeTime(serverNow(), zone), second: false }))
  const when = resolveWhen(choice, zone, serverNow())
  // What is told is told once: a new object with the same content is no news.
  const news = JSON.stringify(when)
  useEffect(() => onWhen(JSON.parse(news) as When), [news, onWhen])
  return <WhenFields zone={zone} value={choice} onChange={setChoice} resolved={when} />
}
