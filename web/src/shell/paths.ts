/** Every address of the web app, once: the routes are made from it and every link is built with it. */
export const routes = {
  home: '/',
  setup: '/setup',
  signIn: '/sign-in',
  invitation: '/invitation/$token',
  workspace: '/w/$workspace',
  posts: '/w/$workspace/posts',
  post: '/w/$workspace/posts/$post',
  compose: '/w/$workspace/compose',
  calendar: '/w/$workspace/calendar',
  needs: '/w/$workspace/needs',
  notifications: '/w/$workspace/notifications',
  held: '/w/$workspace/held',
  haltLift: '/w/$workspace/halts/$halt/lift',
  playbooks: '/w/$workspace/playbooks',
  playbook: '/w/$workspace/playbooks/$playbook',
  newPlaybook: '/w/$workspace/playbooks/new',
  printPlaybook: '/w/$workspace/playbooks/$playbook/print',
  accounts: '/w/$workspace/accounts',
  listening: '/w/$workspace/listening',
  tryQuery: '/w/$workspace/listening/try',
  people: '/w/$workspace/people',
  halts: '/w/$workspace/halts',
  halt: '/w/$workspace/halts/$halt',
  record: '/w/$workspace/record',
  settings: '/w/$workspace/settings',
  profile: '/w/$workspace/settings/profile',
  security: '/w/$workspace/settings/security',
  workspaceSettings: '/w/$workspace/settings/workspace',
  tokens: '/w/$workspace/settings/tokens',
  stopSettings: '/w/$workspace/settings/stop',
  campaigns: '/w/$workspace/settings/campaigns',
  notificationSettings: '/w/$workspace/settings/notifications',
  importExport: '/w/$workspace/settings/import-export',
} as const

export type RouteName = keyof typeof routes

type Names<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? Names<Head> | Names<Rest>
  : P extends `$${infer Name}`
    ? Name
    : never
type Params<R extends RouteName> = Record<Names<(typeof routes)[R]>, string>
type Build<R extends RouteName> = [Names<(typeof routes)[R]>] extends [never]
  ? () => string
  : (params: Params<R>) => string

function build(pattern: string) {
  return (params: Readonly<Record<string, string>> = {}) =>
    pattern.replace(/\$(\w+)/g, (_whole, name: string) => {
      const value = params[name]
      if (value === undefined || value === '') throw new Error(`The address ${pattern} needs ${name}`)
      return encodeURIComponent(value)
    })
}

/** `paths.post({ workspace, post })` */
export const paths = Object.fromEntries(
  Object.entries(routes).map(([name, pattern]) => [name, build(pattern)]),
) as unknown as { readonly [R in RouteName]: Build<R> }
