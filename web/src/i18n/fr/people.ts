export const people = {
  role: 'Rôle',
  roles: {
    owner: 'Propriétaire',
    admin: 'Administrateur',
    editor: 'Éditeur',
    contributor: 'Contributeur',
    moderator: 'Modérateur',
    viewer: 'Lecteur',
  },
}
