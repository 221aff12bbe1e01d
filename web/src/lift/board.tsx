import { Button, Progress } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeldDelivery } from '../api/types.ts'
import { withTexts } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Notice } from '../ui/notice.tsx'
import type { As, Decision, Which } from './decide.ts'
import type { HeldFilter } from './filter.ts'
import { groupHeld, toLines } from './group.ts'
import { HeldList } from './held-list.tsx'
import { acts, speaks } from './held-row.tsx'
import { DecidedNotice } from './outcome.tsx'
import { among, everything, extend, isChosen, nothing, toggle, toggleSome } from './selection.ts'
import { useDecide } from './use-decide.ts'
import type { Held } from './use-held.ts'
import classes from './lift.module.css'

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }))
const AtDialog = lazy(async () => ({
  default: (await withTexts('planning', () => import('./at-dialog.tsx'))).AtDialog,
}))

interface BoardProps {
  held: Held
  filter: HeldFilter
  /** Something other than the stop narrows the list: “all” are those that match. */
  narrowed: boolean
  sealedAt: ReadonlyMap<string, string>
}

interface Asking {
  readonly as: As
  readonly which: Which
  readonly count: number
}

/** The list of what is held, what is chosen of it, and what is decided on. */
export function Board({ held, filter, narrowed, sealedAt }: BoardProps) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const mayDecide = may('decideHeld')
  const { items, total, complete } = held
  const lines = useMemo(() => toLines(groupHeld(items)), [items])
  const order = useMemo(() => lines.flatMap((line) => (line.kind === 'item' ? [line.item.id] : [])), [lines])
  const [picked, pick] = useState(nothing)
  const selection = useMemo(() => among(picked, order), [picked, order])
  const [last, setCurrent] = useState<string>()
  const current = last !== undefined && order.includes(last) ? last : undefined
  const [focusOn, setFocusOn] = useState<string>()
  const [asking, ask] = useState<Asking>()
  const [decidedOn, setDecidedOn] = useState<readonly HeldDelivery[]>([])
  const { run, progress } = useDecide(workspace.id, held)
  const count = selection.whole ? total : selection.ids.size

  const perform = ({ which, count: many }: Omit<Asking, 'as'>, decision: Decision) => {
    ask(undefined)
    // What is decided leaves: the keyboard goes on with what comes after it.
    if ('chosen' in which && current !== undefined) {
      const gone = new Set(which.chosen.map(({ id }) => id))
      const after = order.slice(order.indexOf(current)).find((id) => !gone.has(id))
      if (gone.has(current) && after !== undefined) {
        setCurrent(after)
        setFocusOn(after)
      }
    }
    setDecidedOn('chosen' in which ? items.filter(({ id }) => which.chosen.some((one) => one.id === id)) : items)
    pick(nothing)
    run.mutate({ which, decision, count: many })
  }
  const decideOn = (as: As, which: Which, many: number) => {
    if (run.isPending || many === 0) return
    // One alone is quickly put right; many are asked about first.
    const atOnce = many === 1 && as !== 'move' && as !== 'at'
    if (atOnce) perform({ which, count: many }, { as })
    else ask({ as, which, count: many })
  }
  const decideOne = (id: string, as: As) => {
    const item = items.find((one) => one.id === id)
    if (item !== undefined && !(item.coveredBy !== null && speaks(as))) decideOn(as, { chosen: [item] }, 1)
  }
  const decideChosen = (as: As) => {
    if (selection.whole) return decideOn(as, { filter, heldBefore: held.readAt }, count)
    const chosen = items.filter(({ id }) => selection.ids.has(id))
    if (chosen.length > 0) return decideOn(as, { chosen }, chosen.length)
    return current === undefined ? undefined : decideOne(current, as)
  }
  const step = (by: 1 | -1, choosing: boolean) => {
    const at = current === undefined ? -1 : order.indexOf(current)
    const next = order[at === -1 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))]
    if (next === undefined) return
    if (choosing && mayDecide) {
      const begun =
        at === -1 || isChosen(selection, order[at] ?? '') ? selection : toggle(selection, order[at] ?? '', order)
      pick(extend(begun, next, order))
    }
    setCurrent(next)
    setFocusOn(next)
  }
  const onCurrent = (act: (id: string) => void) => () => {
    if (mayDecide && current !== undefined && order.includes(current)) act(current)
  }
  useShortcuts({
    j: () => step(1, false),
    k: () => step(-1, false),
    J: () => step(1, true),
    K: () => step(-1, true),
    x: onCurrent((id) => pick(toggle(selection, id, order))),
    X: onCurrent((id) => pick(extend(selection, id, order))),
    ...(mayDecide
      ? {
          a: () => pick(everything),
          Escape: () => pick(nothing),
          ...Object.fromEntries(acts.map(([as, key]) => [key, () => decideChosen(as)])),
        }
      : {}),
  })
  return (
    <div className={classes.stack}>
      {run.isPending ? (
        <Working total={run.variables.count} which={run.variables.which} done={progress} left={total} />
      ) : null}
      {run.isError ? <ErrorNotice error={run.error} /> : null}
      {run.isSuccess ? (
        <DecidedNotice as={run.variables.decision.as} outcome={run.data} items={decidedOn} onClose={run.reset} />
      ) : null}
      {items.length === 0 ? null : (
        <div className={classes.board}>
          <div className={classes.bar} data-chosen={count > 0}>
            <div className={`${classes.counts} tabular`} aria-live="polite">
              <strong>{count > 0 ? t('lift.chosen', { count }) : t('lift.count', { count: total })}</strong>
              {complete ? null : <span>{t('lift.counted', { shown: items.length, total })}</span>}
              {mayDecide && count === 0 ? <span>{t('lift.howTo')}</span> : null}
            </div>
            {mayDecide ? (
              <div className={classes.acts}>
                {count < total ? (
                  <Button size="xs" variant="subtle" onClick={() => pick(everything)}>
                    {t(narrowed ? 'lift.chooseMatching' : 'lift.chooseAll', { count: total })}
                  </Button>
                ) : null}
                {count > 0 ? (
                  <>
                    <Button size="xs" variant="subtle" onClick={() => pick(nothing)}>
                      {t('lift.chooseNone')}
                    </Button>
                    {acts.map(([as]) => (
                      <Button
                        key={as}
                        size="xs"
                        variant={as === 'send_now' ? 'filled' : 'default'}
                        disabled={run.isPending}
                        onClick={() => decideChosen(as)}
                      >
                        {t(`lift.as.${as}`)}
                      </Button>
                    ))}
                  </>
                ) : null}
              </div>
            ) : null}
          </div>
          <HeldList
            lines={lines}
            count={total}
            selection={selection}
            current={current}
            focusOn={focusOn}
            onFocused={() => setFocusOn(undefined)}
            onCurrent={setCurrent}
            mayDecide={mayDecide}
            sealedAt={sealedAt}
            onChoose={(id, range) => pick(range ? extend(selection, id, order) : toggle(selection, id, order))}
            onChooseSome={(ids) => pick(toggleSome(selection, ids, order))}
            onAct={decideOne}
          />
        </div>
      )}
      <Suspense fallback={null}>
        {asking?.as === 'move' ? (
          <MoveDialog
            count={asking.count}
            onMove={(minutes) => perform(asking, { as: 'move', minutes })}
            onClose={() => ask(undefined)}
          />
        ) : null}
        {asking?.as === 'at' ? (
          <AtDialog
            count={asking.count}
            onMove={(at) => perform(asking, { as: 'at', at })}
            onClose={() => ask(undefined)}
          />
        ) : null}
      </Suspense>
      <AskMany asking={asking} onConfirm={perform} onClose={() => ask(undefined)} />
    </div>
  )
}

function AskMany({
  asking,
  onConfirm,
  onClose,
}: {
  asking: Asking | undefined
  onConfirm: (asked: Asking, decision: Decision) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  if (asking === undefined || asking.as === 'move' || asking.as === 'at') return null
  const { as, count } = asking
  return (
    <Confirm
      opened
      title={t(`lift.ask.${as}`, { count })}
      confirmLabel={t(`lift.as.${as}`)}
      cancelLabel={t('common.cancel')}
      loading={false}
      submitError={null}
      onConfirm={() => onConfirm(asking, { as })}
      onClose={onClose}
    >
      {t(`lift.ask.${as}Body`)}
    </Confirm>
  )
}

/** How far a long decision is: by the answers of its parts, or, when the server does it all, by how few are left. */
function Working({ total, which, done, left }: { total: number; which: Which; done: number; left: number }) {
  const { t } = useTranslation()
  const parts = 'chosen' in which
  const now = parts ? done : Math.max(0, total - left)
  return (
    <Notice live="polite" title={t('lift.working', { count: total })}>
      {total <= 1 ? null : (
        <>
          {t(parts ? 'lift.workingStay' : 'lift.workingDone', { done: now })}
          <Progress value={(100 * now) / total} mt={8} aria-label={t('lift.working', { count: total })} />
        </>
      )}
    </Notice>
  )
}
