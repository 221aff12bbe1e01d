import { expect, test } from 'vitest'
import { createHttp } from '../http.ts'
import { serve } from '../testing/local-server.ts'

const request = (more: { silentMs?: number; signal?: AbortSignal } = {}) => ({
  headers: { authorization: 'Bearer secret' },
  signal: more.signal ?? new AbortController().signal,
  silentMs: more.silentMs ?? 5000,
})

test('a stream is read as it comes, however much comes, in whole characters', async () => {
  const piece = Buffer.from('é'.repeat(50_000))
  await using server = await serve((_request, response) => {
    // in the middle of a character
    response.write(piece.subarray(0, 33_333))
    for (let n = 0; n < 40; n++) response.write(n % 2 === 0 ? piece.subarray(33_333) : piece.subarray(0, 33_333))
    response.end(piece.subarray(33_333))
  })
  const http = createHttp({ allowPrivate: true, maxAnswerBytes: 1000 })
  const { status, pieces } = await http.stream(server.url, request())
  let text = ''
  const read = async () => {
    for await (const one of pieces) text += one
  }
  await expect(read()).rejects.toMatchObject({ why: 'unreachable', message: `${server.url} ended the stream` })
  expect([status, text.length, /^é+$/.test(text)]).toEqual([200, 21 * 50_000, true])
  await http.close()
})

test('it goes to no private address, follows nobody elsewhere, and ends when it is told to or hears nothing', async () => {
  await using server = await serve((asked, response) => {
    if (asked.url === '/away') response.writeHead(302, { location: '/here' }).end()
    else response.writeHead(200).write('x')
  })
  const guarded = createHttp()
  await expect(guarded.stream(server.url, request())).rejects.toMatchObject({ why: 'refused_address' })
  await guarded.close()
  const http = createHttp({ allowPrivate: true })
  expect((await http.stream(`${server.url}/away`, request())).status).toBe(302)
  expect(server.requests.map(({ url }) => url)).toEqual(['/away'])
  const all = async (pieces: AsyncIterable<string>) => {
    for await (const one of pieces) expect(one).toBe('x')
  }
  const silent = await http.stream(server.url, request({ silentMs: 30 }))
  await expect(all(silent.pieces)).rejects.toMatchObject({ why: 'timeout' })
  const stopping = new AbortController()
  const ended = await http.stream(server.url, request({ signal: stopping.signal }))
  const over = all(ended.pieces)
  stopping.abort()
  await expect(over).rejects.toMatchObject({ why: 'unreachable' })
  await http.close()
})
