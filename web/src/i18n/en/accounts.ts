export const accounts = {
  title: 'Accounts',
  lead: 'The profiles this workspace speaks with.',
  connect: 'Connect Bluesky',
  reconnect: 'Sign in again',
  reconnectTitle: 'Sign in again to {{handle}}',
  connectTitle: 'Connect a Bluesky account',
  connected: '@{{handle}} is connected.',
  reconnected: '@{{handle}} is signed in again. Its history is kept.',
  disconnect: 'Disconnect',
  disconnectTitle: 'Disconnect @{{handle}}?',
  disconnectBody:
    'Vigie forgets the sign-in. What is scheduled for this account is held, nothing already public changes, and the history stays. You can connect it again later.',
  disconnected: '@{{handle}} is disconnected.',
  check: 'Check now',
  checked: 'Checked.',
  lastCheck: 'Checked {{when}}',
  notChecked: 'Not checked yet',
  since: 'Connected on {{day}}',
  empty: 'No account yet',
  emptyBody:
    'Connect the first one: you need its handle and an app password, which you make on the network in a minute.',
  emptyMayNot: 'An owner or an admin of this workspace connects the accounts.',
  open: 'Open on the network',
  network: { bluesky: 'Bluesky' },
  gone: 'Disconnected',
  fields: {
    service: 'Service',
    serviceHint: 'Leave it as it is unless the account lives on a server of its own.',
    handle: 'Handle',
    handleHint: 'For example brand.bsky.social, or your own domain.',
    password: 'App password',
    passwordHint:
      'Not the account’s main password. On Bluesky: Settings → Privacy and security → App passwords → Add. It can be revoked there at any time.',
    passwordMain:
      'This does not look like an app password (four groups of four, xxxx-xxxx-xxxx-xxxx). With the main password Vigie could do more than it needs.',
    code: 'Code from the network',
    codeHint: 'The network has just sent a code by e-mail to the account’s owner.',
  },
  health: {
    ok: 'In order',
    needs_sign_in: 'Needs a new sign-in',
    rate_limited: 'Asked to slow down',
    restricted: 'Restricted by the network',
    unreachable: 'Network does not answer',
  },
  healthHelp: {
    ok: '',
    needs_sign_in:
      'The network no longer accepts the sign-in: the app password was revoked or changed. What falls due is held, nothing is lost. Sign in again.',
    rate_limited: 'The network takes no more for a while. What is due waits and goes out by itself when it may.',
    restricted:
      'The network has suspended or limited this account. What falls due is held. See the account’s messages on the network itself.',
    unreachable:
      'The service did not answer at the last check. What is due is tried again; check its status page if it lasts.',
  },
  refusal: {
    unknown_handle:
      'The network knows no account of this handle. Write it in full, with its ending (.bsky.social or your domain), without @.',
    wrong_password:
      'The network refuses this password. Make a new app password (Settings → Privacy and security → App passwords) and paste it here.',
    second_factor:
      'This account asks for a second step. The network has sent a code by e-mail: write it below. An app password needs no code.',
    unreachable: 'No answer from this service. Check its address and that it is up; nothing was changed.',
    not_a_service:
      'A server answers at this address, but not as a Bluesky service. The usual one is https://bsky.social.',
    rate_limited: 'The network has seen too many tries. Wait a few minutes before the next one.',
    account_restricted:
      'The network has suspended or deactivated this account. Settle that on the network first, then connect it.',
    invalid: 'The network could not read this sign-in. Check each field.',
  },
  needs: {
    service: 'Write the address of the service, beginning with https://.',
    handle: 'Write the handle of the account.',
    password: 'Paste an app password.',
  },
}
