import { AtpAgent } from '@atproto/api'
import { drawAvatar } from './avatar.ts'

/** Somebody with an account on the network. The passwords are for the playground alone. */
export interface Person {
  readonly name: string
  readonly displayName: string
  readonly handle: string
  readonly did: string
  readonly email: string
  readonly password: string
  /** Made at the start, named "vigie". */
  readonly appPassword: string
  /** Signed in with the main password. */
  readonly agent: AtpAgent
}

export interface NewPerson {
  readonly name: string
  readonly displayName: string
  readonly description: string
}

/** Two citizens and the brand they talk to. */
export const cast = {
  alice: { name: 'alice', displayName: 'Alice Martin', description: 'Vélo, marchés, et un peu de politique locale.' },
  bob: { name: 'bob', displayName: 'Bob Durand', description: 'Retired teacher. Questions first.' },
  mairie: { name: 'mairie', displayName: 'Mairie de Saint-Aubin', description: 'La ville vous répond.' },
} as const satisfies Record<string, NewPerson>

/** Signs somebody up, with a picture and an app password. */
export async function createPerson(service: string, person: NewPerson): Promise<Person> {
  const agent = new AtpAgent({ service })
  const handle = `${person.name}.test`
  const email = `${person.name}@example.test`
  const password = `${person.name}-password`
  const { data } = await agent.createAccount({ handle, email, password })
  await writeProfile(agent, person)
  const { data: made } = await agent.com.atproto.server.createAppPassword({ name: 'vigie' })
  const { name, displayName } = person
  return { name, displayName, handle, did: data.did, email, password, appPassword: made.password, agent }
}

async function writeProfile(agent: AtpAgent, { name, displayName, description }: NewPerson): Promise<void> {
  const { data } = await agent.uploadBlob(drawAvatar(name), { encoding: 'image/png' })
  await agent.com.atproto.repo.putRecord({
    repo: agent.assertDid,
    collection: 'app.bsky.actor.profile',
    rkey: 'self',
    record: { $type: 'app.bsky.actor.profile', displayName, description, avatar: data.blob },
  })
}
