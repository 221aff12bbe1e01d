import { z } from 'zod'
import { checkAccount } from '../core/accounts/check.ts'
import { connectAccount, reconnectAccount } from '../core/accounts/connect.ts'
import { disconnectAccount } from '../core/accounts/disconnect.ts'
import { findAccount, listAccounts } from '../core/accounts/find.ts'
import { readPicture } from '../core/accounts/picture.ts'
import { errors } from '../core/errors.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, open, type Routes } from './http/types.ts'
import { account, network, signIn, toAccount } from './shapes/account.ts'
import { itemParams, list, workspaceParams } from './shapes/common.ts'

export function accountRoutes({ app, core }: Routes): void {
  const tags = ['accounts']
  app.get(
    '/networks',
    {
      config: open,
      schema: {
        tags,
        summary: 'Networks and what each can do',
        response: { 200: list(z.object({ network, capabilities: z.record(z.string(), z.unknown()) })) },
      },
    },
    async () => ({
      items: Object.values(core.connectors).map((one) => ({
        network: one.network,
        capabilities: { ...one.capabilities },
      })),
      nextCursor: null,
    }),
  )

  app.get(
    '/workspaces/:workspaceId/accounts',
    {
      config: needs('account.read'),
      schema: { tags, summary: 'List accounts', params: workspaceParams, response: { 200: list(account) } },
    },
    async (request) => ({
      items: (await listAccounts(core.db, request.params.workspaceId)).map(toAccount),
      nextCursor: null,
    }),
  )

  app.post(
    '/workspaces/:workspaceId/accounts',
    {
      config: needs('account.manage'),
      schema: {
        tags,
        summary: 'Connect an account',
        params: workspaceParams,
        body: z.object({ network, signIn }),
        response: { 201: account },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const connected = await connectAccount(core, { workspaceId, ...request.body, actor: signedIn(request).actor })
      return reply.code(201).send(toAccount(connected))
    },
  )

  app.post(
    '/workspaces/:workspaceId/accounts/:id/reconnect',
    {
      config: needs('account.manage'),
      schema: {
        tags,
        summary: 'Sign a known account in again',
        params: itemParams,
        body: z.object({ signIn }),
        response: { 200: account },
      },
    },
    async (request) => {
      const { workspaceId, id: accountId } = request.params
      return toAccount(
        await reconnectAccount(core, { workspaceId, accountId, ...request.body, actor: signedIn(request).actor }),
      )
    },
  )

  app.post(
    '/workspaces/:workspaceId/accounts/:id/check',
    {
      config: needs('account.check'),
      schema: { tags, summary: 'Look at an account’s health now', params: itemParams, response: { 200: account } },
    },
    async (request) => {
      const found = await findAccount(core.db, request.params.workspaceId, request.params.id)
      return toAccount(await checkAccount(core, found, signedIn(request).actor))
    },
  )

  app.delete(
    '/workspaces/:workspaceId/accounts/:id',
    {
      config: needs('account.manage'),
      schema: {
        tags,
        summary: 'Disconnect an account; its history stays',
        params: itemParams,
        response: { 200: account },
      },
    },
    async (request) =>
      toAccount(await disconnectAccount(core, request.params.workspaceId, request.params.id, signedIn(request).actor)),
  )

  app.get(
    '/workspaces/:workspaceId/accounts/:id/avatar',
    { config: needs('account.read'), schema: { tags, summary: 'An account’s picture', params: itemParams } },
    async (request, reply) => {
      const found = await findAccount(core.db, request.params.workspaceId, request.params.id)
      const picture = await readPicture(core, found)
      if (picture === undefined) throw errors.notFound('This account has no picture.')
      return reply
        .type(picture.contentType)
        .header('cache-control', 'private, max-age=3600')
        .serializer((bytes: unknown) => bytes as string)
        .send(picture.bytes)
    },
  )
}
