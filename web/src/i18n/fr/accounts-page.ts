/** Connecting accounts, and looking after them. */
export const accountsPage = {
  title: 'Comptes',
  lead: 'Les profils par lesquels cet espace s’exprime.',
  connect: 'Connecter un compte',
  reconnect: 'Se reconnecter',
  reconnectTitle: 'Se reconnecter à {{handle}}',
  connectTitle: 'Connecter un compte',
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
    'Connectez le premier : l’accord se donne sur la page de son serveur. Pour Bluesky, un mot de passe d’application convient aussi.',
  emptyMayNot: 'Un propriétaire ou un administrateur de cet espace connecte les comptes.',
  open: 'Ouvrir sur le réseau',
  chooseNetwork: 'Réseau',
  elsewhere: {
    explain:
      'Vous vous identifiez sur la page du serveur, vous y dites ce que Vigie peut faire, puis vous revenez ici. Vigie ne voit jamais le mot de passe ; elle demande à lire le compte, à publier ses messages et à les supprimer.',
    server: 'Serveur',
    serverHint: 'Pour @marque@mastodon.social, c’est mastodon.social. L’identifiant entier convient aussi.',
    go: 'Continuer sur le serveur',
    needsServer: 'Écrivez le nom du serveur, ou l’identifiant du compte.',
    account: 'Identifiant ou serveur',
    accountHint: 'Par exemple marque.bsky.social, votre propre domaine, ou l’adresse du serveur.',
    accountExplain:
      'Vous vous identifiez sur la page de votre serveur, vous y autorisez Vigie à s’exprimer par ce compte, puis vous revenez ici. Vigie ne voit jamais le mot de passe ; sur la page du serveur, l’accord peut être repris à tout moment.',
    accountGo: 'Continuer sur la page de votre serveur',
    needsAccount: 'Écrivez l’identifiant du compte, ou l’adresse de son serveur.',
    withPassword: 'Utiliser un mot de passe d’application',
    withPage: 'S’identifier sur la page du serveur',
    exists: 'Ce compte est déjà connecté. Rien n’a été changé.',
    otherAccount:
      'Sur le serveur, un autre compte était ouvert. Déconnectez-vous-y, ou choisissez le bon, puis recommencez.',
  },
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
  detail: 'Les mots du réseau : {{detail}}',
  ending: {
    title: 'Comptes à reconnecter',
    soon_zero: 'L’accès de @{{handle}} se termine le {{day}}.',
    soon_one: 'L’accès de @{{handle}} se termine le {{day}} : {{count}} publication programmée en dépend.',
    soon_other: 'L’accès de @{{handle}} se termine le {{day}} : {{count}} publications programmées en dépendent.',
    over_zero: '@{{handle}} doit être reconnecté : rien ne part d’ici là.',
    over_one:
      '@{{handle}} doit être reconnecté : {{count}} publication programmée en dépend, et sera retenue à son heure.',
    over_other:
      '@{{handle}} doit être reconnecté : {{count}} publications programmées en dépendent, et seront retenues à leur heure.',
    ask: 'Un propriétaire ou un administrateur de cet espace s’en charge.',
  },
  healthHelp: {
    ok: '',
    needs_sign_in:
      'Le réseau n’accepte plus l’accès : il y a été révoqué ou changé. Ce qui arrive à échéance est retenu, rien n’est perdu. Reconnectez-vous.',
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
    unknown_service: 'Aucun serveur ne porte ce nom. Vérifiez son orthographe.',
    not_a_service:
      'Un serveur répond à cette adresse, mais pas comme un serveur de ce réseau. Vérifiez l’adresse ; l’adresse habituelle de Bluesky est https://bsky.social.',
    rate_limited: 'Le réseau a vu trop d’essais. Attendez quelques minutes avant le suivant.',
    account_restricted:
      'Le réseau a suspendu ou désactivé ce compte. Réglez cela d’abord sur le réseau, puis connectez-le.',
    refused_by_person:
      'Sur la page du serveur, la réponse a été non : rien n’a été connecté. Recommencez quand vous voulez.',
    sign_in_over:
      'La page du serveur est restée ouverte trop longtemps, ou sa réponse a déjà servi. Recommencez ; rien n’a été changé.',
    page_impossible:
      'S’identifier sur la page du serveur n’est pas possible ici : le serveur ne peut rien lire sur Vigie à l’adresse où vous l’ouvrez, ou ne l’accepte pas. Utilisez un mot de passe d’application.',
    invalid: 'Le réseau n’a pas pu lire cet accès. Vérifiez chaque champ.',
  },
  needs: {
    service: 'Écrivez l’adresse du service, qui commence par https://.',
    handle: 'Écrivez l’identifiant du compte.',
    password: 'Collez un mot de passe d’application.',
  },
}
