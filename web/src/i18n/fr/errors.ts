/** Ce qui s’est passé, ce qui est sûr, que faire : pour chaque code du catalogue du serveur. */
export const errors = {
  AUTH_SIGN_IN_REQUIRED: 'Vous êtes déconnecté. Connectez-vous, puis recommencez.',
  AUTH_TOKEN_INVALID: 'Ce jeton d’API est inconnu, terminé ou révoqué.',
  AUTH_CSRF: 'La requête ne venait pas d’une page de Vigie. Rien n’a été changé. Rechargez la page.',
  AUTH_SCOPE_MISSING: 'Ce jeton d’API n’a pas reçu ce droit.',
  FORBIDDEN:
    'Votre rôle ne le permet pas. Rien n’a été changé. Un propriétaire ou un administrateur peut vous donner un autre rôle.',
  NOT_FOUND: 'Cela n’existe plus, ou n’est pas pour vous. Rien n’a été changé.',
  VALIDATION_FAILED: 'Une partie de ce qui est écrit n’est pas utilisable. Rien n’a été enregistré.',
  REQUEST_MALFORMED: 'Le serveur n’a pas pu lire la requête. Rien n’a été changé. Rechargez la page.',
  REQUEST_TOO_LARGE: 'C’est trop volumineux. Rien n’a été enregistré. Raccourcissez.',
  REQUEST_MEDIA_TYPE: 'Le serveur n’a pas pu lire la requête. Rien n’a été changé. Rechargez la page.',
  RATE_LIMITED: 'Trop d’essais en peu de temps. Rien n’a été changé. Attendez une minute.',
  INTERNAL:
    'Une erreur s’est produite sur le serveur. Rien n’est gardé à moitié. Réessayez ; si cela se répète, transmettez le numéro ci-dessous.',
  DATABASE_DOWN:
    'La base de données ne répond pas. Rien ne part et rien ne se perd en attendant. Réessayez dans un instant.',
  SETUP_DONE: 'Cette installation a déjà son propriétaire. Connectez-vous plutôt.',
  INVITATION_INVALID: 'Cette invitation a été utilisée, reprise, ou elle est trop ancienne. Demandez un nouveau lien.',
  INVITATION_FOR_OTHER: 'Cette invitation est pour une autre adresse. Déconnectez-vous, puis rouvrez le lien.',
  MEMBER_EXISTS: 'Cette personne est déjà membre.',
  MEMBER_LAST_OWNER: 'Un espace garde au moins un propriétaire. Nommez-en d’abord un autre.',
  ACCOUNT_EXISTS: 'Ce compte est déjà connecté à cet espace.',
  ACCOUNT_SIGN_IN_REFUSED: 'Le réseau a refusé cet accès.',
  ACCOUNT_OTHER: 'Cet accès est celui d’un autre compte. Rien n’a été changé. Pour l’ajouter, utilisez « Connecter ».',
  ACCOUNT_DISCONNECTED: 'Ce compte est déconnecté. Reconnectez-le d’abord.',
  POST_INVALID: 'Le réseau refuserait cette publication. Rien n’a été envoyé. Voyez ce qui est marqué dans le texte.',
  POST_CONFLICT: 'Quelqu’un a changé cette publication entre-temps. Rien n’a été enregistré. Rechargez-la.',
  MEDIA_TYPE:
    'Ce fichier n’est ni une image ni une vidéo utilisable. Rien n’a été gardé. Donnez une image JPEG, PNG, WebP, GIF ou HEIC, ou une vidéo MP4, MOV ou WebM.',
  MEDIA_CORRUPT: 'Ce fichier est abîmé ou incomplet. Rien n’a été gardé. Exportez-le de nouveau, puis ajoutez-le.',
  MEDIA_TOO_LARGE:
    'Ce fichier est trop lourd. Rien n’a été gardé. Une image peut faire 60 Mo et 120 mégapixels, une vidéo 300 Mo : réduisez-le.',
  MEDIA_TOO_MANY: 'Trop de fichiers à la fois. Rien n’a été gardé. Envoyez-les un par un.',
  MEDIA_IN_USE:
    'Une publication qui peut encore partir utilise ce fichier. Rien n’a changé. Retirez-le d’abord de celle-ci.',
  MEDIA_STORE: 'Le stockage des fichiers ne répond pas. Ce qui était gardé est intact. Réessayez dans un instant.',
  PLAYBOOK_CONFLICT: 'Quelqu’un a changé ce plan de crise entre-temps. Rien n’a été enregistré. Rechargez-le.',
  POST_SENT: 'Cette publication est en route ou parue ; elle ne peut plus changer. Vous pouvez la retirer.',
  SERIES_ENDLESS:
    'Ce qu’un jeton d’API répète doit avoir une fin. Rien n’a été enregistré. Dites combien de fois, ou jusqu’à quand.',
  SERIES_EXISTS:
    'Cette publication fait déjà partie d’une répétition. Rien n’a été changé. Changez celle-là, ou terminez-la d’abord.',
  SERIES_ENDED: 'Cette répétition est déjà terminée. Rien n’a été changé.',
  APPROVAL_REQUIRED:
    'Il manque sa validation. Rien n’est parti. Faites-la valider d’abord, ou donnez-lui une heure plus tardive et demandez.',
  APPROVAL_CLOSED: 'Plus rien n’est demandé ici : la réponse est donnée, la demande retirée, ou son délai passé.',
  APPROVAL_NOT_YOURS: 'La demande s’adresse à quelqu’un d’autre. Rien n’a changé.',
  APPROVAL_SELF: 'Personne ne valide sa propre publication. Demandez à quelqu’un d’autre.',
  COMMENT_NOT_YOURS: 'Ce commentaire est de quelqu’un d’autre. Rien n’a changé.',
  POST_DUPLICATE:
    'Ce compte dit déjà presque la même chose. Rien n’a été programmé. Changez le texte, ou dites que vous le voulez quand même.',
  IMPORT_STATE: 'L’import a avancé entre-temps. Rien n’a été changé. Rechargez la page pour voir où il en est.',
  SLOT_NONE:
    'La file de ce compte n’a pas de créneau libre. Rien n’a été programmé. Ajoutez-y des créneaux sous Comptes, ou choisissez une heure.',
  TIME_PAST: 'Cette heure est passée. Rien n’a été programmé. Choisissez-en une plus tardive.',
  DELIVERY_STATE_CONFLICT: 'Elle a avancé entre-temps : elle est maintenant « {{state}} ». Rien n’a été changé.',
  THREAD_BROKEN:
    'Ce qui la précède dans le fil n’est pas paru. Rien n’a été changé. Décidez d’abord de ce qui précède.',
  HALT_ACTIVE:
    'Un arrêt d’urgence la couvre. Rien n’a été envoyé. Levez d’abord l’arrêt pour elle ; l’abandonner ou la remettre en brouillon est possible dès maintenant.',
  NETWORK_REFUSED: 'Le réseau ne l’a pas fait. Voyez sa raison ci-dessous.',
  DRILL_BLOCKED:
    'Quelque chose gêne dans la base de données ; un véritable arrêt y mettrait fin. Rien n’a été répété. Réessayez.',
  CAMPAIGN_EXISTS: 'Une campagne porte déjà ce nom. Rien n’a été enregistré. Choisissez-en un autre.',
  HALT_NONE: 'Aucun arrêt d’urgence ne retient cet envoi. Envoyez-le comme d’habitude.',
  HALT_LIFTED: 'Cet arrêt d’urgence a déjà été levé. Rien n’a été modifié.',
  WORKER_RUNS: 'Le processus de ce worker tourne encore. Arrêtez-le d’abord.',
  HOOK_SIGNATURE: 'La signature manque, est fausse ou trop ancienne. Rien n’a été arrêté.',
  HOOK_USED: 'Cette signature a déjà déclenché un arrêt. Signez à nouveau pour arrêter encore.',
  NETWORK_UNSUPPORTED: 'Ce réseau n’a rien de tel. Rien n’a été changé.',
  GATE_LOST_CLAIM: 'Une autre tentative s’en occupe déjà. Rien n’a été envoyé deux fois.',
  UNREACHABLE:
    'Le serveur ne répond pas. Ce qui est enregistré est en sûreté ; ce que vous avez écrit est gardé ici. Vérifiez la connexion et réessayez.',
  UNREADABLE: 'La réponse du serveur n’a pas pu être lue. Rechargez la page pour voir où en sont les choses.',
  UNKNOWN: 'Cela n’a pas fonctionné. Rechargez la page pour voir où en sont les choses.',
  title: 'Ceci n’a pas pu être chargé',
  request: 'Numéro de la requête : {{id}}',
}
