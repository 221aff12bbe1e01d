export const slots = {
  open: 'Queue times',
  submit: 'Add to the queue',
  queued: 'In the queue: it goes out at the next free slot.',
}
