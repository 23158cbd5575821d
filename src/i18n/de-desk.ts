// Die deutschen Texte der Beratung, wie Berater sie sehen.

import type { DeskTexts } from './en-desk.ts';

export const deDesk: DeskTexts = {
  deskFailed: 'Nicht verbunden: Die Einrichtung fehlt oder ist falsch. Was, steht in der Konsole.',
  waiting: count => (count === 1 ? '1 Person wartet' : `${count} Personen warten`),
  nobodyWaits: 'Niemand wartet',
  since: minutes =>
    minutes < 1 ? 'gerade eben' : minutes === 1 ? 'seit einer Minute' : `seit ${minutes} Minuten`,
  accept: 'Annehmen',
  accepting: 'Verbindung wird hergestellt …',
  notNow: 'Nicht ich',
  full: 'Mehr nehmen Sie nicht zugleich.',
  giveBack: 'Zurück in die Schlange',
  takenBy: agent => (agent ? `bei ${agent}` : 'bei jemand anderem'),
  speakHere: 'Hier sprechen',
  onHold: 'Gehalten: Hier werden Sie weder gehört noch gesehen. Schreiben können Sie.',
  newMessages: count => (count === 1 ? '1 neue Nachricht' : `${count} neue Nachrichten`),

  handOver: 'Übergeben …',
  colleague: 'An wen',
  bringIn: 'Dazuholen und bleiben',
  handOverNow: 'Übergeben und gehen',
  awayName: name => `${name} (abwesend)`,
  asking: agent => `${agent || 'Jemand'} wird gefragt …`,
  askingToLeave: agent => `${agent || 'Jemand'} wird gefragt … Sie gehen, sobald die Person da ist.`,
  refused: agent => `${agent || 'Die Person'} kann nicht kommen. Das Gespräch bleibt bei Ihnen.`,
  takeBack: 'Nicht mehr fragen',
  understood: 'OK',
  join: 'Dazukommen',
  refuse: 'Jetzt nicht',
  invites: agent => `${agent || 'Jemand'} bittet Sie in ein Gespräch`,

  available: 'Bereit',
  away: 'Abwesend',
  wrapUp: 'Nachbereitung',
  ready: 'Wieder bereit',
  wrapUpHint: 'Zeit für Ihre Notizen: Noch klingelt es bei Ihnen nicht.',
  status: 'Status',
  colleagues: count =>
    count === 0 ? 'Sie sind allein' : count === 1 ? '1 weitere Person' : `${count} weitere Personen`,

  notifyMe: 'In anderen Fenstern Bescheid sagen',
  notifyBlocked: 'Der Browser zeigt von dieser Seite keine Mitteilungen. Ton und Titel melden sich trotzdem.',

  notes: 'Notizen',
  notesHint: 'Bleiben bis morgen in diesem Browser. Beim Übergeben gehen sie mit; Besucher sehen sie nie.',
  writeHint: 'Ein Schrägstrich und ein Kürzel, etwa /zeiten, setzen einen Baustein ein.',

  answers: 'Textbausteine',
  answersHint: 'In einer Nachricht / und das Kürzel schreiben, dann ein Leerzeichen.',
  noAnswers: 'Noch gibt es keine.',
  key: 'Kürzel',
  answer: 'Antwort',
  add: 'Speichern',
  remove: key => `${key} löschen`,

  messages: unread =>
    unread === 0 ? 'Hinterlassene Nachrichten' : `Hinterlassene Nachrichten (${unread} neu)`,
  noMessages: 'Niemand hat eine hinterlassen.',
  reachAt: 'Zu erreichen unter',
  leftAt: time => `vom ${time}`,
  read: 'Gelesen',
  readBy: agent => (agent ? `gelesen von ${agent}` : 'gelesen'),
  answered: 'Beantwortet',
  answeredBy: agent => (agent ? `beantwortet von ${agent}` : 'beantwortet'),
  delete: 'Löschen …',
  deleteForAll: 'Für alle löschen',

  today: 'Heute',
  taken: 'Angenommen',
  missed: 'Verpasst',
  meanWait: 'Mittlere Wartezeit',
  meanLength: 'Mittlere Dauer',
  rating: 'Bewertung',
  minutes: minutes => `${minutes} Min.`,
  ofFive: stars => `${stars} von 5`,
  todayHint: 'Was dieser Browser heute gesehen hat. Verpasst: wer ging, ehe jemand kam.',
  saveCsv: 'Als CSV speichern',
};
