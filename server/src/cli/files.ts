import { join } from 'node:path'
import type { Settings } from '../config/config.ts'
import type { Core } from '../core/context.ts'
import { diskStore } from '../lib/store/disk.ts'
import { s3Store } from '../lib/store/s3.ts'

/** Pictures and videos: in the bucket that is configured, else in the data folder. */
export function openStore({ config, secrets }: Settings): Pick<Core, 'store' | 'incoming'> {
  const { bucket, dataFolder } = config
  const incoming = join(dataFolder, 'incoming')
  if (bucket === undefined || secrets.bucketKey === undefined)
    return { store: diskStore(join(dataFolder, 'files')), incoming }
  const { name, ...where } = bucket
  return { store: s3Store({ bucket: name, ...where, ...secrets.bucketKey }), incoming }
}
