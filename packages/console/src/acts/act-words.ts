// Texts of signing with a passkey.
import { defineWords } from "../words/locale.tsx";

export const actWords = defineWords(
  {
    "sign.title": "You are about to sign",
    "sign.who": "Who",
    "sign.to": "To whom",
    "sign.words": "Words of all this together",
    "sign.basis":
      "Your passkey signs exactly this, once, within two minutes. Others can check later that it was you.",
    "sign.do": "Sign with your passkey",
    "sign.busy": "Waiting for your device",
    "sign.not": "Do not sign",
  },
  {
    fr: {
      "sign.title": "Vous êtes sur le point de signer",
      "sign.who": "Qui",
      "sign.to": "À qui",
      "sign.words": "Mots qui tiennent lieu de tout cela",
      "sign.basis":
        "Votre clé d’accès signe exactement ceci, une fois, dans les deux minutes. D’autres pourront vérifier que c’était vous.",
      "sign.do": "Signer avec votre clé d’accès",
      "sign.busy": "En attente de votre appareil",
      "sign.not": "Ne pas signer",
    },
  },
);
