export interface Mail {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What sends mails, where the installation has it. Mail is not speech: it never leaves in a brand’s name, and may be tried again. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  /** Whether the server answers and lets us in. @throws Error that says what is wrong */
  verify(): Promise<void>
  /** Where its links lead. */
  readonly origin: string
}
