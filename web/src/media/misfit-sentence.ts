import type { Network } from '@vigie/server/contract'
import type { TFunction } from 'i18next'
import type { Misfit } from './fits.ts'

/** What a network would not take, in words. */
export function misfitSentence(misfit: Misfit, t: TFunction): string {
  const network = t(`accounts.network.${misfit.network as Network}`)
  switch (misfit.kind) {
    case 'images':
      return t('media.misfit.images', { network, count: misfit.most })
    case 'videos':
      return t('media.misfit.videos', { network, count: misfit.most })
    case 'mixed':
      return t('media.misfit.mixed', { network })
    case 'video_type':
      return t('media.misfit.videoType', { network, name: misfit.name })
    case 'video_bytes':
      return t('media.misfit.videoBytes', { network, name: misfit.name, most: misfit.most })
    case 'video_seconds':
      return t('media.misfit.videoSeconds', { network, name: misfit.name, count: misfit.most })
  }
}
