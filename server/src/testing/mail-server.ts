import { SMTPServer } from 'smtp-server'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire, with its headers. */
  readonly source: string
}

/** A real SMTP server on this machine that keeps what it is given, and can say no. */
export class MailServer implements AsyncDisposable {
  readonly received: Received[] = []
  /** From now on every mail is refused for a while (451). */
  refusing = false
  readonly #server: SMTPServer
  #port = 0

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) =>
        username === 'vigie' && password === 'geheim' ? done(null, { user: 'vigie' }) : done(new Error('Not known')),
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          if (this.refusing) return done(Object.assign(new Error('Later'), { responseCode: 451 }))
          const { mailFrom, rcptTo } = session.envelope
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            source: Buffer.concat(parts).toString('utf8'),
          })
          return done()
        })
      },
    })
  }

  static async open(): Promise<MailServer> {
    const made = new MailServer()
    await new Promise<void>((resolve) => made.#server.listen(0, '127.0.0.1', resolve))
    const address = made.#server.server.address()
    if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
    made.#port = address.port
    return made
  }

  url(password = 'geheim'): string {
    return `smtp://vigie:${password}@127.0.0.1:${this.#port}`
  }

  /** The subject and the text of a mail, its encodings undone. */
  static read({ source }: Received): { subject: string; text: string } {
    const word = (_: string, kind: string, body: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(body, 'base64').toString() : quotedPrintable(body.replaceAll('_', ' '))
    const header = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(source)?.[1] ?? ''
    const subject = header.replaceAll(/\?=\r\n[ \t]+=\?/g, '?==?').replaceAll(/\r\n[ \t]+/g, ' ')
    const [, encoding = '', body = ''] =
      /Content-Type: text\/plain[^]*?Content-Transfer-Encoding: (\S+)\r\n\r\n([^]*?)\r\n--/.exec(source) ?? []
    return {
      subject: subject.replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, word),
      text: encoding === 'base64' ? Buffer.from(body, 'base64').toString() : quotedPrintable(body),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
