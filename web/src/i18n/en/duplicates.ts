export const duplicates = {
  title: 'Say it again?',
  said: 'You said this on {{day}} to the same account, @{{handle}}:',
  nearlySaid: 'You said nearly this on {{day}} to the same account, @{{handle}}:',
  planned: 'This is planned for {{day}} to the same account, @{{handle}}:',
  nearlyPlanned: 'Nearly this is planned for {{day}} to the same account, @{{handle}}:',
  hint: 'Nothing was scheduled yet.',
  see: 'See that post',
  back: 'Go back',
  anyway: 'Schedule anyway',
}
