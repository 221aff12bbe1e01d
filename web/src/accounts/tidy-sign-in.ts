/** What people paste is rarely what the network wants: spaces, an @ in front, a service without https. */
export function tidySignIn(typed: {
  readonly service: string
  readonly handle: string
  readonly password: string
  readonly code: string
}): Record<string, string> {
  const service = typed.service.trim().replace(/\/+$/, '')
  const code = typed.code.trim()
  return {
    service: /^https?:\/\//i.test(service) ? service : `https://${service}`,
    // Copied handles carry invisible marks of writing direction.
    handle: typed.handle
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .trim()
      .replace(/^@/, ''),
    password: typed.password.trim(),
    ...(code === '' ? {} : { code }),
  }
}
