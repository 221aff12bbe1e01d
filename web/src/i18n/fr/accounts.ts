export const accounts = {
  title: 'Comptes',
  lead: 'Les profils par lesquels cet espace s’exprime.',
  connect: 'Connecter Bluesky',
  reconnect: 'Se reconnecter',
  reconnectTitle: 'Se reconnecter à {{handle}}',
  connectTitle: 'Connecter un compte Bluesky',
  connected: '@{{handle}} est connecté.',
  reconnected: '@{{handle}} est reconnecté. Son historique est gardé.',
  disconnect: 'Déconnecter',
  disconnectTitle: 'Déconnecter @{{handle}} ?',
  disconnectBody:
    'Vigie oublie l’accès. Ce qui est programmé pour ce compte est retenu, rien de ce qui est public ne change, et l’historique reste. Vous pourrez le reconnecter.',
  disconnected: '@{{handle}} est déconnecté.',
  check: 'Vérifier',
  checked: 'Vérifié.',
  lastCheck: 'Vérifié {{when}}',
  notChecked: 'Pas encore vérifié',
  since: 'Connecté le {{day}}',
  empty: 'Aucun compte pour l’instant',
  emptyBody:
    'Connectez le premier : il faut son identifiant et un mot de passe d’application, que l’on crée sur le réseau en une minute.',
  emptyMayNot: 'Un propriétaire ou un administrateur de cet espace connecte les comptes.',
  open: 'Ouvrir sur le réseau',
  network: { bluesky: 'Bluesky' },
  gone: 'Déconnecté',
  fields: {
    service: 'Service',
    serviceHint: 'À laisser tel quel, sauf si le compte vit sur son propre serveur.',
    handle: 'Identifiant',
    handleHint: 'Par exemple marque.bsky.social, ou votre propre domaine.',
    password: 'Mot de passe d’application',
    passwordHint:
      'Pas le mot de passe principal du compte. Sur Bluesky : Paramètres → Confidentialité et sécurité → Mots de passe d’application → Ajouter. Il peut y être révoqué à tout moment.',
    passwordMain:
      'Cela ne ressemble pas à un mot de passe d’application (quatre groupes de quatre, xxxx-xxxx-xxxx-xxxx). Avec le mot de passe principal, Vigie pourrait faire plus que nécessaire.',
    code: 'Code reçu du réseau',
    codeHint: 'Le réseau vient d’envoyer un code par e-mail au titulaire du compte.',
  },
  health: {
    ok: 'En ordre',
    needs_sign_in: 'À reconnecter',
    rate_limited: 'Prié de ralentir',
    restricted: 'Restreint par le réseau',
    unreachable: 'Le réseau ne répond pas',
  },
  healthHelp: {
    ok: '',
    needs_sign_in:
      'Le réseau n’accepte plus l’accès : le mot de passe d’application a été révoqué ou changé. Ce qui arrive à échéance est retenu, rien n’est perdu. Reconnectez-vous.',
    rate_limited:
      'Le réseau n’accepte plus rien pour un moment. Ce qui est à échéance attend et partira de lui-même dès que possible.',
    restricted:
      'Le réseau a suspendu ou limité ce compte. Ce qui arrive à échéance est retenu. Consultez les messages du compte sur le réseau lui-même.',
    unreachable:
      'Le service n’a pas répondu à la dernière vérification. Ce qui est à échéance est retenté ; consultez sa page d’état si cela dure.',
  },
  refusal: {
    unknown_handle:
      'Le réseau ne connaît aucun compte de cet identifiant. Écrivez-le en entier, avec sa fin (.bsky.social ou votre domaine), sans @.',
    wrong_password:
      'Le réseau refuse ce mot de passe. Créez un nouveau mot de passe d’application (Paramètres → Confidentialité et sécurité → Mots de passe d’application) et collez-le ici.',
    second_factor:
      'Ce compte demande une seconde étape. Le réseau a envoyé un code par e-mail : écrivez-le ci-dessous. Un mot de passe d’application n’en demande pas.',
    unreachable: 'Ce service ne répond pas. Vérifiez son adresse et qu’il fonctionne ; rien n’a été changé.',
    not_a_service:
      'Un serveur répond à cette adresse, mais pas comme un service Bluesky. Le service habituel est https://bsky.social.',
    rate_limited: 'Le réseau a vu trop d’essais. Attendez quelques minutes avant le suivant.',
    account_restricted:
      'Le réseau a suspendu ou désactivé ce compte. Réglez cela d’abord sur le réseau, puis connectez-le.',
    invalid: 'Le réseau n’a pas pu lire cet accès. Vérifiez chaque champ.',
  },
  needs: {
    service: 'Écrivez l’adresse du service, qui commence par https://.',
    handle: 'Écrivez l’identifiant du compte.',
    password: 'Collez un mot de passe d’application.',
  },
}
