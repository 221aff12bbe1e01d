export const people = {
  role: 'Role',
  roles: {
    owner: 'Owner',
    admin: 'Admin',
    editor: 'Editor',
    contributor: 'Contributor',
    moderator: 'Moderator',
    viewer: 'Viewer',
  },
}
