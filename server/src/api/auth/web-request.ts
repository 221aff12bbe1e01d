import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressHeader } from './auth.ts'

/** A Fastify request's headers as the web's, with the caller's address as the server sees it. */
export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set(addressHeader, request.ip)
  return headers
}

/** Sends a web response through Fastify, cookies included. */
export async function sendWebResponse(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  copyCookies(response, reply)
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie' && name !== 'content-length') void reply.header(name, value)
  })
  return reply.code(response.status).send(response.body === null ? null : Buffer.from(await response.arrayBuffer()))
}

/** Hands the cookies of a web response to the browser. */
export function copyCookies(response: Response, reply: FastifyReply): void {
  for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie)
}
