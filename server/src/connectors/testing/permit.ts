import type { CarePermit, SpeechPermit } from '../contract.ts'

interface Options {
  /** Says whether the deadline has passed, at the moment of spending. Default: never. */
  readonly expired?: () => boolean
}

export type Counted<P> = P & { readonly spends: number }

/** Permits without a gate. For tests alone: a repository test lets nothing else import this file. */
export const testPermit = {
  speech: (options: Options = {}): Counted<SpeechPermit> => make('speech', options) as unknown as Counted<SpeechPermit>,
  care: (options: Options = {}): Counted<CarePermit> => make('care', options) as unknown as Counted<CarePermit>,
}

function make(purpose: 'speech' | 'care', { expired = () => false }: Options) {
  let spends = 0
  return {
    purpose,
    attemptId: 'test',
    get spends() {
      return spends
    },
    spend() {
      if (spends > 0) throw new Error('The permit was spent already')
      if (expired()) throw new Error('The permit’s deadline has passed')
      spends++
    },
  }
}
