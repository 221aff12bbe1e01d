/**
 * What of better-auth is reachable, and what the record says of it. Everything else is not there: signing up, deleting oneself,
 * changing one's e-mail or name past our own rules, resetting a password by mail.
 * `signIn`: a session begins, where the answer carries a person.
 */
export const authPaths: Readonly<Record<string, { readonly records?: string; readonly signIn?: true }>> = {
  '/sign-in/email': { signIn: true },
  '/sign-out': { records: 'person.signed_out' },
  '/get-session': {},
  '/list-sessions': {},
  '/revoke-session': { records: 'person.session_revoked' },
  '/revoke-sessions': { records: 'person.session_revoked' },
  '/revoke-other-sessions': { records: 'person.session_revoked' },
  '/change-password': { records: 'person.password_changed' },
  '/two-factor/enable': { records: 'person.second_factor_begun' },
  '/two-factor/disable': { records: 'person.second_factor_disabled' },
  '/two-factor/get-totp-uri': {},
  '/two-factor/verify-totp': { records: 'person.second_factor_enabled', signIn: true },
  '/two-factor/verify-backup-code': { records: 'person.backup_code_used', signIn: true },
  '/two-factor/generate-backup-codes': { records: 'person.backup_codes_made' },
  '/passkey/generate-register-options': {},
  '/passkey/verify-registration': { records: 'person.passkey_added' },
  '/passkey/generate-authenticate-options': {},
  '/passkey/verify-authentication': { signIn: true },
  '/passkey/list-user-passkeys': {},
  '/passkey/update-passkey': { records: 'person.passkey_renamed' },
  '/passkey/delete-passkey': { records: 'person.passkey_removed' },
}
