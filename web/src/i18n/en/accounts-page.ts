/** Connecting accounts, and looking after them. */
export const accountsPage = {
  title: 'Accounts',
  lead: 'The profiles this workspace speaks with.',
  connect: 'Connect an account',
  reconnect: 'Sign in again',
  reconnectTitle: 'Sign in again to {{handle}}',
  connectTitle: 'Connect an account',
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
    'Connect the first one: you give leave on its server’s own page. For Bluesky an app password will do as well.',
  emptyMayNot: 'An owner or an admin of this workspace connects the accounts.',
  open: 'Open on the network',
  chooseNetwork: 'Network',
  elsewhere: {
    explain:
      'You sign in on the server’s own page, say there what Vigie may do, and come back here. Vigie never sees the password; it asks to read the account, to publish its posts and to delete them.',
    server: 'Server',
    serverHint: 'For @brand@mastodon.social it is mastodon.social. The whole handle will do.',
    go: 'Continue on the server',
    needsServer: 'Write the name of the server, or the account’s handle.',
    account: 'Handle or server',
    accountHint: 'For example brand.bsky.social, your own domain, or the address of the server.',
    accountExplain:
      'You sign in on your server’s own page, allow Vigie there to speak for the account, and come back here. Vigie never sees the password; on the server’s page the leave can be taken back at any time.',
    accountGo: 'Continue on your server’s page',
    needsAccount: 'Write the handle of the account, or the address of its server.',
    withPassword: 'Use an app password',
    withPage: 'Sign in on the server’s page',
    exists: 'This account is connected already. Nothing was changed.',
    otherAccount:
      'On the server you were signed in with another account. Sign out there, or choose the right one, and begin again.',
  },
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
  detail: 'The network’s words: {{detail}}',
  ending: {
    title: 'Accounts to sign in again',
    soon_zero: 'The sign-in of @{{handle}} ends on {{day}}.',
    soon_one: 'The sign-in of @{{handle}} ends on {{day}}: {{count}} scheduled post depends on it.',
    soon_other: 'The sign-in of @{{handle}} ends on {{day}}: {{count}} scheduled posts depend on it.',
    over_zero: '@{{handle}} must be signed in again: nothing goes out before.',
    over_one:
      '@{{handle}} must be signed in again: {{count}} scheduled post depends on it, and is held when it falls due.',
    over_other:
      '@{{handle}} must be signed in again: {{count}} scheduled posts depend on it, and are held when they fall due.',
    ask: 'An owner or an admin of this workspace does that.',
  },
  healthHelp: {
    ok: '',
    needs_sign_in:
      'The network no longer accepts the sign-in: it was revoked or changed there. What falls due is held, nothing is lost. Sign in again.',
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
    unknown_service: 'There is no server of this name. Check how it is written.',
    not_a_service:
      'A server answers at this address, but not as one of this network. Check the address; Bluesky’s usual one is https://bsky.social.',
    rate_limited: 'The network has seen too many tries. Wait a few minutes before the next one.',
    account_restricted:
      'The network has suspended or deactivated this account. Settle that on the network first, then connect it.',
    refused_by_person:
      'On the server’s page the answer was no, so nothing was connected. Begin again whenever you like.',
    sign_in_over:
      'The server’s page was open too long, or its answer was used before. Begin again; nothing was changed.',
    page_impossible:
      'Signing in on the server’s page is not possible here: the server cannot read about Vigie at the address where you open it, or does not accept it. Use an app password.',
    invalid: 'The network could not read this sign-in. Check each field.',
  },
  needs: {
    service: 'Write the address of the service, beginning with https://.',
    handle: 'Write the handle of the account.',
    password: 'Paste an app password.',
  },
}
