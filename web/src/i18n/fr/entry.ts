/** Avant d’être à l’intérieur : première visite, connexion, invitation. */
export const entry = {
  setup: {
    title: 'Bienvenue dans Vigie',
    lead: 'Vous êtes la première personne ici. Cette page crée votre accès, qui possède l’installation, et un premier espace : une marque ou un client, avec ses comptes et son équipe.',
    you: 'Vous',
    workspace: 'Votre premier espace',
    workspaceName: 'Nom de l’espace',
    workspaceHint: 'La marque, la mairie, la rédaction. Vous pourrez en ajouter d’autres.',
    timeZoneHint: 'Les heures sont affichées et programmées dans ce fuseau.',
    submit: 'Créer et commencer',
    done: 'Cette installation a déjà son propriétaire. Connectez-vous, ou demandez une invitation à un administrateur.',
  },
  password: {
    hint: 'Au moins 10 caractères. Quelques mots sans lien entre eux sont plus sûrs et plus faciles à retenir que des signes et des chiffres.',
    weak: 'Facile à deviner : encore {{left}} caractères au moins.',
    fair: 'Acceptable. Quelques caractères de plus le rendent bien plus sûr.',
    strong: 'Sûr.',
    repeats: 'Trop répétitif : variez les caractères.',
    containsYou: 'Il contient votre nom ou votre adresse : choisissez autre chose.',
    meter: 'Solidité du mot de passe',
  },
  needs: {
    name: 'Écrivez votre nom, tel que vos collègues le connaissent.',
    email: 'Écrivez une adresse e-mail, comme nom@exemple.org.',
    password: 'Il faut au moins 10 caractères.',
    currentPassword: 'Écrivez votre mot de passe.',
    workspace: 'Donnez un nom à l’espace.',
    code: 'Écrivez le code.',
  },
  signIn: {
    title: 'Connexion',
    submit: 'Se connecter',
    passkey: 'Se connecter avec une clé d’accès',
    or: 'ou',
    returned:
      'Vous avez été déconnecté : la session a pris fin, ou y a été mise fin ailleurs. Connectez-vous et vous reviendrez où vous étiez ; le texte en cours d’écriture est gardé dans ce navigateur.',
    forgotten: 'Mot de passe oublié ?',
    forgottenHow:
      'Vigie n’envoie pas d’e-mail. La personne qui gère cette installation peut définir un nouveau mot de passe sur le serveur, avec cette commande :',
    forgottenThen:
      'S’il vous reste une clé d’accès, connectez-vous avec elle et changez le mot de passe dans les réglages.',
    refused: 'L’adresse ou le mot de passe est faux. Vérifiez les deux, et la touche de verrouillage des majuscules.',
    tooMany: 'Trop d’essais. Attendez une minute, puis recommencez.',
    passkeyFailed:
      'Aucune clé d’accès n’a été utilisée : la fenêtre du navigateur a été fermée, ou cet appareil n’en a pas pour Vigie. Connectez-vous plutôt avec le mot de passe.',
  },
  secondFactor: {
    title: 'Encore une étape',
    lead: 'Ouvrez l’application d’authentification de votre téléphone et écrivez les six chiffres qu’elle affiche pour Vigie.',
    code: 'Code à six chiffres',
    trust: 'Ne plus demander sur cet appareil pendant 30 jours',
    submit: 'Continuer',
    useBackup: 'Téléphone absent : utiliser un code de secours',
    useApp: 'Utiliser l’application d’authentification',
    backupLead:
      'Écrivez l’un des codes de secours gardés lors de l’activation de cette étape. Chacun sert une seule fois.',
    backupCode: 'Code de secours',
    wrong:
      'Ce code ne convient pas. Les codes changent toutes les 30 secondes : attendez le suivant, et vérifiez l’heure du téléphone.',
    wrongBackup: 'Ce code de secours ne convient pas, ou a déjà servi.',
    expired: 'Cette étape a trop attendu. Reconnectez-vous avec votre mot de passe.',
  },
  invitation: {
    title: 'Rejoindre {{workspace}}',
    lead: 'Vous êtes invité avec le rôle {{role}}, à l’adresse {{email}}.',
    until: 'L’invitation est valable jusqu’au {{time}}.',
    submit: 'Rejoindre',
    hasSignIn: 'Vous avez déjà un accès à cette installation : connectez-vous avec {{email}}, et vous reviendrez ici.',
    signInFirst: 'Se connecter puis revenir',
    signedInAs: 'Vous êtes connecté avec {{email}}.',
    otherPerson:
      'Vous êtes connecté avec {{email}}, mais l’invitation est pour une autre adresse. Déconnectez-vous d’abord, puis rouvrez le lien.',
    gone: 'Cette invitation ne peut pas servir',
    goneBody:
      'Elle a été utilisée, reprise, ou elle est trop ancienne. Demandez un nouveau lien à la personne qui vous a invité.',
  },
}
