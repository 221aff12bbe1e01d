/** Letting one post pass a stop. */
export const haltStatement = {
  statement: {
    button: 'Send during the stop…',
    title: 'Send this during the stop?',
    body: 'This one post to @{{handle}} passes the stop and goes out. Nothing else does. Changed afterwards, it waits again.',
    reason: 'Why it must go out now',
    reasonHint: 'Kept in the record with your name.',
    submit: 'Send this one',
    done: 'It goes out in a few seconds, which you can still undo.',
    help: 'A statement: this one post passes the stop, everything else waits.',
    oneAccount: 'A statement goes to one account at a time: choose one.',
  },
}
