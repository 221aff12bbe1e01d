/** Choosing a time. */
export const composerWhen = {
  when: {
    title: 'When',
    date: 'Date',
    time: 'Time',
    hours: 'Hours',
    minutes: 'Minutes',
    calendar: {
      nextMonth: 'Next month',
      previousMonth: 'Previous month',
      nextYear: 'Next year',
      previousYear: 'Previous year',
      nextDecade: 'Next decade',
      previousDecade: 'Previous decade',
    },
    zone: 'Time of {{zone}}.',
    gap: 'That night the clocks go forward: {{time}} does not exist. It would go out at {{shown}}.',
    repeat: 'That night the clocks go back: {{time}} comes twice. Which one?',
    first: 'The first ({{offset}})',
    second: 'The second ({{offset}})',
    local: 'For you: {{time}}.',
  },
}
