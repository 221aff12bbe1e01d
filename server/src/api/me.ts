import { changePerson } from '../core/people/change-person.ts'
import { membershipsOf } from '../core/people/workspaces.ts'
import { signedIn } from './http/signed-in.ts'
import { person, type Routes } from './http/types.ts'
import { me, meChange, toMe } from './shapes/people.ts'

export function meRoutes({ app, core }: Routes): void {
  app.get(
    '/me',
    { config: person, schema: { tags: ['people'], summary: 'Who is signed in', response: { 200: me } } },
    async (request) => {
      const caller = signedIn(request)
      return toMe(caller.person, await membershipsOf(core.db, caller.person.id))
    },
  )

  app.patch(
    '/me',
    {
      config: person,
      schema: {
        tags: ['people'],
        summary: 'Change one’s name, language or time zone',
        body: meChange,
        response: { 200: me },
      },
    },
    async (request) => {
      const { person: before, actor } = signedIn(request)
      const changed = await changePerson(core, before.id, request.body, actor)
      return toMe(changed, await membershipsOf(core.db, before.id))
    },
  )
}
