export const slots = {
  open: 'Créneaux',
  submit: 'Mettre dans la file',
  queued: 'Dans la file : elle partira au prochain créneau libre.',
}
