// Texts of coming in: sign-in, invitations and the first start.
import { defineWords } from "../../words/locale.tsx";

export const entryWords = defineWords(
  {
    "title.sign-in": "Sign in",
    "title.return": "Signing in",
    "title.first-start": "First start",
    "title.invitation": "Invitation",
    "title.seat": "My seat",
    "title.people": "People",
    asking: "Asking the node how to sign in",
    "asking.busy": "Asking the node",
    device: "Waiting for your device",
    "sign-in": "Sign in",
    "sign-in.node": "Sign in to the node of {host}",
    "sign-in.some-node": "this member",
    "sign-in.lead":
      "Your device asks for your finger, your face or its PIN. Nothing is typed here, so nothing can be overheard or guessed.",
    "sign-in.passkey": "Sign in with a passkey",
    "sign-in.or": "or through",
    "sign-in.code": "Were you read a code?",
    "sign-in.accept": "Accept an invitation",
    "sign-in.lost": "Lost your device? Two administrators of your member let you in again; call one of them.",
    "sign-in.again": "Sign in again",
    exercise: "Nobody signs in here",
    "exercise.lead":
      "This node holds exercises and answers to this machine alone. Whoever sits at it is the control of the exercise.",
    "exercise.go": "To the exercise",
    signing: "Signing you in",
    "not-signed": "You are not signed in",
    "not-signed.lead": "Your session ended, or was ended for you. Nothing was lost.",
    invitation: "Accept an invitation",
    "invitation.lead":
      "An administrator of your member reads you a code, on the telephone or face to face. Stay with that person until step 3.",
    "step.code": "Type the code you were read",
    "step.check": "Read a check code back",
    "step.passkey": "Make your passkey",
    "step.name": "Say how you are called",
    "step.done": "done",
    "link.broken": "This link is not whole",
    "link.broken.lead": "A new node prints a link once, when it first starts.",
    "link.broken.do":
      "Open the whole line it printed, the part behind # included. If it was used or a day has passed, whoever runs the node has it print another:",
    first: "The first administrator",
    "first.lead":
      "You are the first person of this node. You will invite everybody else, and you will read no case by this role.",
    "first.become": "Become the first administrator",
    code: "Code",
    "code.basis":
      "Twelve signs. Capitals, blanks and dashes do not matter, and O is taken for 0. After five wrong tries the invitation is over.",
    "code.accept": "Accept the invitation",
    name: "Your name here",
    "name.basis": "Small letters and digits, with single dots or dashes between. It stays for good.",
    "check.invited": "You were invited as {name} of {member}. Read this to the person who gave you the code:",
    "check.aloud": "Check code {code}",
    "check.waiting": "Waiting until that person has typed it. This page goes on by itself.",
    "way.lead":
      "From now on you sign in as {name} of {member} with a key that stays on your device. It shows itself only when you do: with your finger, your face or the device’s PIN.",
    "way.device": "How you call this device",
    "way.make": "Make a passkey and come in",
    "way.or": "or sign in for good through",
  },
  {
    fr: {
      "title.sign-in": "Connexion",
      "title.return": "Connexion en cours",
      "title.first-start": "Premier démarrage",
      "title.invitation": "Invitation",
      "title.seat": "Mon siège",
      "title.people": "Personnes",
      asking: "Le nœud est interrogé sur la manière de se connecter",
      "asking.busy": "Le nœud est interrogé",
      device: "En attente de votre appareil",
      "sign-in": "Se connecter",
      "sign-in.node": "Se connecter au nœud de {host}",
      "sign-in.some-node": "ce membre",
      "sign-in.lead":
        "Votre appareil demande votre doigt, votre visage ou son code. Rien n’est saisi ici : rien ne peut être surpris ni deviné.",
      "sign-in.passkey": "Se connecter avec une clé d’accès",
      "sign-in.or": "ou par",
      "sign-in.code": "Vous a-t-on lu un code ?",
      "sign-in.accept": "Accepter une invitation",
      "sign-in.lost":
        "Appareil perdu ? Deux administrateurs de votre membre vous font rentrer ; appelez l’un d’eux.",
      "sign-in.again": "Se reconnecter",
      exercise: "Personne ne se connecte ici",
      "exercise.lead":
        "Ce nœud porte des exercices et ne répond qu’à cette machine. Qui s’y assied est la direction de l’exercice.",
      "exercise.go": "Vers l’exercice",
      signing: "Connexion en cours",
      "not-signed": "Vous n’êtes pas connecté",
      "not-signed.lead": "Votre session s’est achevée, ou on y a mis fin pour vous. Rien n’est perdu.",
      invitation: "Accepter une invitation",
      "invitation.lead":
        "Un administrateur de votre membre vous lit un code, au téléphone ou de vive voix. Restez avec cette personne jusqu’à l’étape 3.",
      "step.code": "Saisir le code qu’on vous a lu",
      "step.check": "Relire un code de contrôle",
      "step.passkey": "Créer votre clé d’accès",
      "step.name": "Dire comment on vous appelle",
      "step.done": "fait",
      "link.broken": "Ce lien n’est pas entier",
      "link.broken.lead": "Un nouveau nœud imprime un lien une seule fois, à son premier démarrage.",
      "link.broken.do":
        "Ouvrez la ligne entière qu’il a imprimée, y compris ce qui suit #. S’il a servi ou qu’un jour a passé, l’exploitant du nœud en fait imprimer un autre :",
      first: "Le premier administrateur",
      "first.lead":
        "Vous êtes la première personne de ce nœud. Vous inviterez toutes les autres et, par ce rôle, ne lirez aucun dossier.",
      "first.become": "Devenir le premier administrateur",
      code: "Code",
      "code.basis":
        "Douze signes. Majuscules, blancs et tirets n’importent pas, et O vaut 0. Après cinq essais erronés, l’invitation est close.",
      "code.accept": "Accepter l’invitation",
      name: "Votre nom ici",
      "name.basis":
        "Minuscules et chiffres, avec des points ou tirets isolés entre eux. Il reste pour toujours.",
      "check.invited":
        "Vous êtes invité comme {name} de {member}. Lisez ceci à la personne qui vous a donné le code :",
      "check.aloud": "Code de contrôle {code}",
      "check.waiting": "En attente de sa saisie par cette personne. Cette page continue d’elle-même.",
      "way.lead":
        "Désormais vous vous connectez comme {name} de {member} avec une clé qui reste sur votre appareil. Elle ne se montre que si vous vous montrez : par votre doigt, votre visage ou le code de l’appareil.",
      "way.device": "Comment vous appelez cet appareil",
      "way.make": "Créer une clé d’accès et entrer",
      "way.or": "ou se connecter durablement par",
    },
  },
);
