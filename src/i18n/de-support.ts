// Die deutschen Texte der Beratung.

import type { SupportTexts } from './en-support.ts';

export const deSupport: SupportTexts = {
  open: 'Sprechen Sie mit uns',
  close: 'Schließen',
  minimise: 'Verkleinern',
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
  hangUp: 'Auflegen',
  rateTitle: 'Wie war es?',
  stars: count => (count === 1 ? '1 Stern' : `${count} Sterne`),
  comment: 'Möchten Sie noch etwas sagen?',
  rate: 'Senden',
  skip: 'Überspringen',
  again: 'Noch einmal fragen',
  failed: 'Das geht im Augenblick nicht.',
  offline: 'Keine Verbindung. Wir versuchen es weiter; was Sie geschrieben haben, bleibt.',

  waiting: count => (count === 1 ? '1 Person wartet' : `${count} Personen warten`),
  nobodyWaits: 'Niemand wartet',
  since: minutes =>
    minutes < 1 ? 'gerade eben' : minutes === 1 ? 'seit einer Minute' : `seit ${minutes} Minuten`,
  someone: 'Jemand',
  accept: 'Annehmen',
  accepting: 'Verbindung wird hergestellt …',
  giveBack: 'Zurück in die Schlange',
  takenBy: agent => (agent ? `bei ${agent}` : 'bei jemand anderem'),
  transferTo: 'Übergeben an',
  join: 'Dazukommen',
  invites: agent => `${agent || 'Jemand'} bittet Sie in ein Gespräch`,
  available: 'Bereit',
  away: 'Abwesend',
  status: 'Status',
  colleagues: count =>
    count === 0 ? 'Sie sind allein' : count === 1 ? '1 weitere Person' : `${count} weitere Personen`,
};
