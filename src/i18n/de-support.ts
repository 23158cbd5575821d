// Die deutschen Texte der Beratung.

import type { SupportTexts } from './en-support.ts';

export const deSupport: SupportTexts = {
  open: 'Sprechen Sie mit uns',
  send: 'Um ein Gespräch bitten',
  connecting: 'Verbindung wird hergestellt …',
  consent: 'Meine Angaben dürfen verwendet werden, um meine Frage zu beantworten.',
  field: name =>
    ({ name: 'Ihr Name', email: 'E-Mail', topic: 'Worum geht es?', phone: 'Telefon' })[name] ?? name,
  queued: 'Sie sind in der Warteschlange',
  place: place =>
    place === 0
      ? 'Ihr Platz wird gesucht …'
      : place === 1
        ? 'Sie sind als Nächstes dran.'
        : `Sie sind Nummer ${place}.`,
  wait: minutes => (minutes <= 1 ? 'Etwa eine Minute.' : `Etwa ${minutes} Minuten.`),
  ringing: 'Wir rufen jemanden für Sie …',
  closed: hours => `Zurzeit ist geschlossen. Geöffnet: ${hours}. Fragen können Sie trotzdem.`,
  nobody: 'Im Augenblick ist niemand da. Sie behalten Ihren Platz.',
  cancel: 'Abbrechen',
  connectingTo: agent => (agent ? `${agent} kommt …` : 'Jemand kommt …'),
  inCallWith: agent => (agent ? `Im Gespräch mit ${agent}` : 'Im Gespräch'),
  microphone: 'Mikrofon',
  camera: 'Kamera',
  hear: 'Klicken, um das Gespräch zu hören',
  hangUp: 'Auflegen',
  move: 'Verschieben',
  moveHint: 'Verschieben: ziehen oder Pfeiltasten. Pos1 stellt es zurück.',
  enlarge: 'Vergrößern',
  smallWindow: 'Kleines Fenster',
  minimise: 'Verkleinern',
  someone: 'Jemand',
  chat: 'Nachrichten',
  you: 'Sie',
  write: 'Nachricht schreiben',
  sendMessage: 'Senden',
  notSent: 'Das wurde nicht gesendet. Bitte versuchen Sie es noch einmal.',
  saveChat: 'Nachrichten speichern',
  unread: count => (count === 1 ? '1 neue Nachricht' : `${count} neue Nachrichten`),
  rateTitle: 'Wie war es?',
  stars: count => (count === 1 ? '1 Stern' : `${count} Sterne`),
  comment: 'Möchten Sie noch etwas sagen?',
  rate: 'Senden',
  skip: 'Überspringen',
  failed: 'Das geht im Augenblick nicht. Was Sie geschrieben haben, bleibt.',
  wrongKey:
    'Die Beratung ist nicht eingerichtet: ihr Schlüssel fehlt oder ist falsch. Was Sie geschrieben haben, bleibt.',
  tooLong: 'Das ist mehr, als sich auf einmal senden lässt. Bitte kürzen Sie es; nichts davon geht verloren.',
  without: device =>
    `${device}: nicht erlaubt oder nicht da. Das Gespräch geht ohne weiter; erlauben lässt es sich im Browser.`,
  leaveTitle: 'Hinterlassen Sie uns eine Nachricht',
  leaveHint: 'Im Augenblick ist niemand da. Wir lesen sie, sobald wir zurück sind, und melden uns.',
  reach: 'Wie erreichen wir Sie? (Telefon oder E-Mail)',
  message: 'Ihre Nachricht',
  leave: 'Nachricht hinterlassen',
  leaving: 'Sie wird gesendet …',
  waitInstead: 'Lieber in der Schlange warten',
  leaveInstead: 'Lieber eine Nachricht hinterlassen',
  left: 'Danke. Ihre Nachricht ist da, wir melden uns.',
  anotherMessage: 'Noch eine hinterlassen',
  offline: 'Keine Verbindung. Wir versuchen es weiter; was Sie geschrieben haben, bleibt.',
};
