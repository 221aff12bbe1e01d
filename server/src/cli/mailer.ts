import { createTransport } from 'nodemailer'
import type { Mailer } from '../core/notifications/mailer.ts'

/** In ms: a server that hangs holds up one job, not for ever. */
const patience = 15_000

/**
 * Sends mail by SMTP.
 * @param url `smtp://` (TLS by STARTTLS where the server offers it) or `smtps://`, with the name and the password in it
 */
export function smtpMailer(url: string, from: string, origin: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // what is mailed never comes from a file or an address
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    origin,
    async send(mail) {
      await transport.sendMail({ from, ...mail })
    },
    async verify() {
      await transport.verify()
    },
  }
}
