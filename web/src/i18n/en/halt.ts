/** The emergency stop. Read by people in a hurry: short sentences, the next step first. */
export const halt = {
  /** An instant of today, and another. */
  when: { today: 'at {{time}}', day: 'on {{day}} at {{time}}' },
  button: 'Stop',
  buttonHint: 'Emergency stop: hold for one second, or press to choose',
  holding: 'Hold…',
  stopping: 'Stopping…',
  plainPage: 'Plain stop page, if this one fails',
  stopped: 'The stop is sealed.',
  notStopped: 'It is not sure that the stop was made. Try again, or use the plain page.',
  scope: {
    installation: 'the whole installation',
    workspace: '{{name}}',
    network: '{{network}}',
    account: '@{{handle}}',
    campaign: 'the campaign “{{name}}”',
  },
  banner: {
    label: 'Emergency stop in force',
    by: '{{name}} stopped {{scope}} {{when}}.',
    silent: 'Silent: nothing is on the wire.',
    notSilent_one: 'Not silent yet: {{count}} post is still on the wire.',
    notSilent_other: 'Not silent yet: {{count}} posts are still on the wire.',
    open: 'See the stop',
    more_one: 'and {{count}} more stop',
    more_other: 'and {{count}} more stops',
  },
  why: {
    composer: '{{name}} stopped {{scope}} {{when}}. Your text is safe: save it, or schedule it for later.',
    delivery: '{{name}} stopped {{scope}} {{when}}. It goes out only when the stop is lifted and somebody sends it.',
    see: 'See the stop',
    held: 'It fell due during the stop {{name}} made {{when}}.',
    lifted: 'It fell due during an emergency stop, which is lifted. Decide what becomes of it.',
    reason: 'Reason of the stop: {{reason}}',
  },
  list: {
    title: 'Stops',
    lead: 'Every emergency stop of this workspace, the latest first.',
    empty: 'Nothing was ever stopped here',
    emptyBody:
      'When something goes wrong, press the red button at the top of any page, or Ctrl and the full stop. What goes out then waits until somebody decides.',
    active: 'In force',
    lifted: 'Lifted',
    row: '{{name}} stopped {{scope}}',
    liftedAt: 'lifted {{when}} by {{name}}',
  },
}
