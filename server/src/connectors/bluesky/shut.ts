import { clientFor, type Context, type Session } from './context.ts'

/** Why an account has no sign-in any more, where the network has shut it: the state of its repository is public. */
export async function shutBecause({ http }: Context, { pdsUrl, did }: Session): Promise<string | undefined> {
  try {
    const { data } = await clientFor(http, pdsUrl).com.atproto.sync.getRepoStatus({ did })
    return data.active ? undefined : `The network says: ${data.status ?? 'not active'}`
  } catch {
    return undefined // unknown, or nobody answers: a person is to look
  }
}
