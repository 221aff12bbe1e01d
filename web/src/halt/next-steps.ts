/** What a person should do next, first things first. Pure. */
import type { Halt, OutDelivery, WireAttempt } from './shapes.ts'

export type NextStep =
  | { readonly do: 'wait' | 'worker'; readonly at: 'wire' }
  | { readonly do: 'recall'; readonly at: 'out'; readonly count: number }
  | { readonly do: 'reason'; readonly at: 'reason' }
  | { readonly do: 'lift' | 'ask'; readonly at: 'lift' }
  | { readonly do: 'decide'; readonly at: 'held'; readonly count: number }
  | { readonly do: 'done' }

interface Known {
  readonly halt: Pick<Halt, 'silentAt' | 'liftedAt' | 'unresolved' | 'reason' | 'held' | 'can'>
  readonly wire: readonly Pick<WireAttempt, 'waitingFor'>[]
  readonly out: readonly Pick<OutDelivery, 'canRecall' | 'recall' | 'statement'>[]
  readonly maySay: boolean
}

export function nextSteps({ halt, wire, out, maySay }: Known): readonly NextStep[] {
  const steps: NextStep[] = []
  const frozen = wire.some(({ waitingFor }) => waitingFor === 'worker')
  if (halt.silentAt === null && halt.unresolved > 0) steps.push({ do: frozen ? 'worker' : 'wait', at: 'wire' })
  const public_ = out.filter(
    ({ canRecall, recall, statement }) => canRecall && !statement && (recall === null || recall.outcome === 'failed'),
  )
  if (halt.liftedAt === null && halt.can.recall && public_.length > 0) {
    steps.push({ do: 'recall', at: 'out', count: public_.length })
  }
  if (halt.reason === null && maySay) steps.push({ do: 'reason', at: 'reason' })
  if (halt.liftedAt === null) steps.push({ do: halt.can.lift ? 'lift' : 'ask', at: 'lift' })
  else if (halt.held > 0 && halt.can.decide) steps.push({ do: 'decide', at: 'held', count: halt.held })
  return steps.length === 0 ? [{ do: 'done' }] : steps
}
