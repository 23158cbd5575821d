// The German texts.

import type { CheckupTexts } from './en-checkup.ts';
import type { ErrorTexts } from './en-errors.ts';
import type { AllTexts } from './en-opened.ts';
import type { RecorderTexts } from './en-recorder.ts';
import type { RecordingTexts } from './en-recording.ts';
import type { StatsTexts } from './en-stats.ts';

const things = (camera: boolean, microphone: boolean): string =>
  camera && microphone ? 'Kamera und Mikrofon' : camera ? 'Kamera' : 'Mikrofon';

export const de: AllTexts & ErrorTexts & StatsTexts & CheckupTexts & RecorderTexts & RecordingTexts = {
  errors: {
    'attribute-invalid':
      'Dieser Anruf ist nicht richtig eingerichtet. Bitte sagen Sie es dem Betreiber der Seite.',
    'broker-unreachable': 'Der Anrufserver ist nicht erreichbar. Prüfen Sie Ihre Internetverbindung.',
    'broker-refused': 'Der Anrufserver lehnt die Verbindung ab. Bitte sagen Sie es dem Betreiber der Seite.',
    'credentials-failed':
      'Die Seite hat keinen Zugang zum Anrufserver bekommen. Versuchen Sie es gleich noch einmal.',
    'camera-blocked':
      'Die Kamera ist gesperrt. Erlauben Sie sie in der Adressleiste des Browsers und schalten Sie sie wieder ein.',
    'camera-dismissed':
      'Der Browser durfte die Kamera nicht benutzen. Schalten Sie sie wieder ein und wählen Sie „Erlauben“, wenn der Browser fragt.',
    'camera-forbidden':
      'Diese Seite lässt Anrufe die Kamera nicht benutzen. Bitte sagen Sie es ihrem Betreiber: Nur er kann das erlauben (Permissions-Policy: camera).',
    'camera-in-use':
      'Die Kamera startet nicht. Schließen Sie andere Programme, die sie benutzen, und schalten Sie sie wieder ein.',
    'camera-missing':
      'Es wurde keine Kamera gefunden. Schließen Sie eine an und schalten Sie sie wieder ein.',
    'microphone-blocked':
      'Das Mikrofon ist gesperrt. Erlauben Sie es in der Adressleiste des Browsers und schalten Sie es wieder ein.',
    'microphone-dismissed':
      'Der Browser durfte das Mikrofon nicht benutzen. Schalten Sie es wieder ein und wählen Sie „Erlauben“, wenn der Browser fragt.',
    'microphone-forbidden':
      'Diese Seite lässt Anrufe das Mikrofon nicht benutzen. Bitte sagen Sie es ihrem Betreiber: Nur er kann das erlauben (Permissions-Policy: microphone).',
    'microphone-in-use':
      'Das Mikrofon startet nicht. Schließen Sie andere Programme, die es benutzen, und schalten Sie es wieder ein.',
    'microphone-missing':
      'Es wurde kein Mikrofon gefunden. Schließen Sie eines an und schalten Sie es wieder ein.',
    'screen-blocked':
      'Der Bildschirm wird nicht geteilt. Wählen Sie im Dialog des Browsers ein Fenster, um es zu teilen.',
    'devices-unavailable': 'Der Browser gibt hier keine Geräte frei. Öffnen Sie die Seite mit https.',
    'ice-servers-invalid':
      'Die Verbindungsserver dieser Seite sind falsch eingerichtet. Bitte sagen Sie es dem Betreiber.',
    'invite-damaged':
      'Dieser Einladungslink ist unvollständig. Lassen Sie ihn sich noch einmal geben und kopieren Sie ihn ganz.',
    'message-too-long': 'Diese Nachricht ist zu lang. Senden Sie sie in mehreren Teilen.',
    'not-in-call': 'Sie sind nicht im Anruf. Treten Sie zuerst bei.',
    'peer-newer': 'Die andere Seite benutzt eine neuere Version. Laden Sie diese Seite neu.',
    'recording-failed':
      'Die Aufnahme konnte nicht fertiggestellt werden. Was aufgenommen wurde, ist hier aufbewahrt.',
    'recording-in-use': 'Dieser Anruf wird hier schon aufgenommen. Beenden Sie zuerst diese Aufnahme.',
    'recording-missing':
      'Diese Aufnahme gibt es hier nicht, oder ein anderer Tab Ihres Browsers hat sie gerade.',
    'recording-refused':
      'Jemand im Anruf möchte nicht aufgenommen werden, darum ist die Aufnahme beendet. Was davor aufgenommen wurde, ist noch da.',
    'recording-too-short': 'Die Aufnahme ist zu kurz. Nehmen Sie noch etwas länger auf.',
    'recording-unanswered':
      'Nicht alle im Anruf haben geantwortet, darum wird nichts aufgenommen. Sprechen Sie darüber und versuchen Sie es noch einmal.',
    'recording-unsupported':
      'Dieser Browser kann nicht aufnehmen. Nehmen Sie einen aktuellen Browser und öffnen Sie die Seite mit https.',
    'relay-missing':
      'Diese Seite will Anrufe über ein Relay führen und nennt keines. Bitte sagen Sie es ihrem Betreiber.',
    'relay-refused':
      'Das Relay dieser Seite lehnt die Anmeldung ab. Bitte sagen Sie es dem Betreiber der Seite.',
    'relay-unreachable':
      'Das Relay dieser Seite ist nicht erreichbar. Vielleicht sperrt es Ihr Netz: Versuchen Sie ein anderes, etwa das Ihres Telefons.',
    'storage-full':
      'In diesem Browser ist kein Platz mehr für Aufnahmen. Was aufgenommen wurde, ist aufbewahrt. Schaffen Sie Platz auf der Festplatte, oder verwerfen Sie alte Aufnahmen.',
    'storage-unavailable':
      'Dieser Browser bewahrt für diese Seite nichts auf, so ist keine Aufnahme sicher. Verlassen Sie das private Fenster, oder erlauben Sie der Seite, Daten zu speichern.',
    'stun-unreachable':
      'Ein Server, der den Weg zu den anderen finden hilft, ist nicht erreichbar. Versuchen Sie ein anderes Netz, oder sagen Sie es dem Betreiber der Seite.',
    'room-full': 'Dieser Anruf ist voll. Versuchen Sie es wieder, wenn jemand gegangen ist.',
    'safety-code-failed':
      'Der Sicherheitscode konnte nicht verglichen werden. Möglicherweise hört jemand den Anruf ab.',
    'safety-code-unanswered': 'Die andere Seite hat nicht geantwortet. Versuchen Sie es gleich noch einmal.',
    'upload-failed':
      'Die Aufnahme konnte nicht hochgeladen werden. Sie ist hier aufbewahrt: Prüfen Sie die Internetverbindung und laden Sie sie noch einmal hoch.',
    'upload-refused':
      'Der Server nimmt die Aufnahme nicht an. Sie ist hier aufbewahrt: Laden Sie sie herunter und sagen Sie es dem Betreiber der Seite.',
    'upload-too-large':
      'Die Aufnahme ist zu groß für den Server. Sie ist hier aufbewahrt: Kürzen Sie sie oder laden Sie sie herunter.',
    'webrtc-unavailable':
      'Dieser Browser kann hier nicht anrufen. Nehmen Sie einen aktuellen Browser und öffnen Sie die Seite mit https.',
  },

  // Everywhere
  call: 'Anruf',
  dismiss: 'Schließen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  guest: 'Gast',
  you: 'Sie',

  // Lobby
  lobbyTitle: 'Bereit?',
  yourName: 'Ihr Name',
  join: 'Beitreten',
  joinWithout: (camera, microphone) => `Ohne ${things(camera, microphone)} beitreten`,
  turnOn: (camera, microphone) => `${things(camera, microphone)} einschalten`,
  willAsk: (camera, microphone) =>
    `Ihr Browser wird fragen, ob er ${things(camera, microphone)} benutzen darf. Niemand sieht oder hört Sie, bevor Sie beitreten.`,
  asksNow: (camera, microphone) =>
    `Ihr Browser fragt gerade, ob er ${things(camera, microphone)} benutzen darf. Wählen Sie „Erlauben“.`,
  bothErrors: {
    blocked:
      'Kamera und Mikrofon sind gesperrt. Erlauben Sie beide in der Adressleiste des Browsers und versuchen Sie es noch einmal.',
    dismissed:
      'Der Browser durfte Kamera und Mikrofon nicht benutzen. Versuchen Sie es noch einmal und wählen Sie „Erlauben“, wenn er fragt.',
    forbidden:
      'Diese Seite lässt Anrufe Kamera und Mikrofon nicht benutzen. Bitte sagen Sie es ihrem Betreiber: Nur er kann das erlauben (Permissions-Policy: camera, microphone).',
    'in-use':
      'Kamera und Mikrofon starten nicht. Schließen Sie andere Programme, die sie benutzen, und versuchen Sie es noch einmal.',
    missing:
      'Es wurden weder Kamera noch Mikrofon gefunden. Schließen Sie beide an und versuchen Sie es noch einmal.',
  },
  level: 'Pegel des Mikrofons',
  speaker: 'Lautsprecher',
  testSound: 'Testton abspielen',

  // On the way in, and afterwards
  joining: 'Verbindet …',
  stillTrying: 'Es wird weiter versucht.',
  tryAgain: 'Noch einmal versuchen',
  joinAgain: 'Wieder beitreten',
  leftTitle: 'Sie haben den Anruf verlassen',
  leftHint: 'Sie können diese Seite jetzt schließen.',
  lasted: time => `Er hat ${time} gedauert.`,
  failedTitle: 'Das hat nicht geklappt',
  newRoom: 'Neuen Raum beginnen',
  copyLink: 'Link für einen anderen Browser kopieren',
  reload: 'Seite neu laden',
  waitsForDevices:
    'Der Browser fragt, ob diese Seite Kamera und Mikrofon benutzen darf. Bitte antworten Sie ihm.',
  waitsForServer: 'Der Anrufserver lässt auf sich warten. Vielleicht ist Ihre Internetverbindung langsam.',
  reconnecting: 'Verbindung verloren. Verbindet neu …',

  // Alone, and inviting others
  waiting: 'Warten auf andere',
  waitingHint: 'Senden Sie diesen Link an alle, mit denen Sie sprechen wollen.',
  nobodyHere: 'Noch niemand hier. Ist der Link vollständig und bei allen derselbe?',
  inviteLink: 'Einladungslink',
  invite: 'Andere einladen',
  inviteHint:
    'Wer diesen Link hat, kann beitreten und mitlesen. Geben Sie ihn nur denen, die im Anruf sein sollen.',
  share: 'Teilen …',
  qrCode: 'QR-Code',
  qrCodeHint: 'QR-Code des Einladungslinks, zum Einlesen mit dem Telefon',

  // Controls
  controls: 'Bedienung des Anrufs',
  microphone: 'Mikrofon',
  microphoneTip: on => (on ? 'Mikrofon ausschalten' : 'Mikrofon einschalten'),
  camera: 'Kamera',
  cameraTip: on => (on ? 'Kamera ausschalten' : 'Kamera einschalten'),
  screen: 'Bildschirm teilen',
  screenTip: on => (on ? 'Bildschirm nicht mehr teilen' : 'Bildschirm teilen'),
  chat: 'Chat',
  chatUnread: count => (count === 1 ? 'Chat, 1 neue Nachricht' : `Chat, ${count} neue Nachrichten`),
  leave: 'Verlassen',
  more: 'Mehr',
  fullScreen: 'Vollbild',
  pictureInPicture: 'Kleines Fenster',
  mutedSpeaking: 'Ihr Mikrofon ist aus. Klicken Sie, um es einzuschalten',
  sharing: 'Sie teilen Ihren Bildschirm',
  stopSharing: 'Nicht mehr teilen',

  // Settings
  stats: 'Verbindungen',
  settings: 'Einstellungen',
  close: 'Schließen',
  layout: 'Anordnung',
  layoutName: layout => ({ auto: 'Automatisch', grid: 'Raster', speaker: 'Wer spricht' })[layout],
  language: 'Sprache',
  lowData: 'Weniger Daten verbrauchen',
  lowDataHint: 'Ein kleineres Bild, für langsame oder teure Verbindungen',
  shortcuts: 'Tastenkürzel',
  shortcutsHint: 'Einzelne Tasten, solange Sie nicht schreiben',

  // Chat
  chatEmpty: 'Noch keine Nachrichten. Nur wer im Anruf ist, kann sie lesen.',
  chatLog: 'Nachrichten',
  chatFromNow: 'Sie sehen, was seit Ihrem Beitritt geschrieben wurde.',
  chatNew: 'Neue Nachrichten',
  chatEarlier: 'Frühere Nachrichten',
  chatNewHere: 'Neu',
  chatApart: 'Zum Schreiben beitreten',
  chatLeft: count => `Noch ${count} Zeichen`,
  chatOver: count =>
    `${count} Zeichen zu viel. Kürzen Sie die Nachricht oder senden Sie sie in mehreren Teilen.`,
  message: 'Nachricht',
  send: 'Senden',
  sent: 'Gesendet',
  delivered: 'Zugestellt',
  copyMessage: 'Nachricht kopieren',
  copyChat: 'Alle Nachrichten kopieren',
  copyRefused: 'Der Browser erlaubt das Kopieren nicht. Markieren Sie den Text und kopieren Sie ihn selbst.',
  saveChat: 'Nachrichten als Textdatei speichern',
  closeChat: 'Chat schließen',

  // Tiles
  muted: 'Mikrofon aus',
  screenOf: name => `Bildschirm von ${name}`,
  yourScreen: 'Ihr Bildschirm',
  tapToHear: 'Antippen zum Hören',
  silenced:
    'Ihr Browser spielt noch keinen Ton. Klicken Sie oder drücken Sie eine Taste, um die anderen zu hören.',
  speaking: 'Spricht',
  quality: { fair: 'Mäßige Verbindung', poor: 'Schlechte Verbindung' },
  tileMenu: name => `Mehr zu ${name}`,
  pin: 'Groß zeigen',
  unpin: 'Nicht mehr groß zeigen',
  shrinkOwn: 'Eigenes Bild verkleinern',
  growOwn: 'Eigenes Bild vergrößern',
  tileFullScreen: 'Vollbild',
  tileNoFullScreen: 'Vollbild verlassen',
  savePicture: 'Als Bild speichern',
  safetyCode: 'Sicherheitscode vergleichen',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoomReset: 'Alles zeigen',
  zoomHint: 'Plus, Minus, 0 und die Pfeiltasten vergrößern und verschieben.',
  linkConnecting: 'Verbindet …',
  linkUnstable: 'Verbindung unsicher',
  linkReconnecting: 'Verbindet neu …',
  linkChangingPage: 'Wechselt die Seite …',

  // Safety code
  safetyWith: name => `Sicherheits\u00adcode mit ${name}`,
  safetyAsking: 'Der Code wird mit der anderen Seite ausgehandelt …',
  safetyHint: name =>
    `Lesen Sie einander diesen Code laut vor, ${name} und Sie. Beide müssen dasselbe sehen. Dann sitzt niemand dazwischen, der mithören könnte.`,
  safetyAsked: name => `${name} möchte den Sicherheitscode mit Ihnen vergleichen.`,
  safetyShow: 'Code zeigen',
  safetyMatch: 'Stimmt überein',
  safetyDiffer: 'Stimmt nicht überein',
  safetyDifferTitle: 'Möglicherweise hört jemand mit',
  safetyDifferHint:
    'Verschiedene Codes bedeuten, dass dieser Anruf vielleicht durch fremde Hände geht. Sagen Sie hier nichts Vertrauliches. Verlassen Sie den Anruf und sprechen Sie auf einem anderen Weg miteinander.',
  safetyBack: 'Noch einmal ansehen',
  verified: 'Überprüft',
  verifiedHint: name => `Sie haben den Code mit ${name} verglichen: Er stimmt überein.`,
  unverify: 'Zurücknehmen',
  record: 'Anruf aufnehmen',
  recordEnd: 'Aufnahme beenden',
  recordOwn: 'Sie nehmen diesen Anruf auf',
  recordWaits: names => `Warten auf Antwort, ob Sie aufnehmen dürfen: ${names}`,
  recordBegins: 'Die Aufnahme beginnt …',
  recordBy: name => `${name} nimmt diesen Anruf auf`,
  recordAsk: name => `${name} möchte diesen Anruf aufnehmen`,
  recordAskHint:
    'Bild und Ton aller Beteiligten kämen in eine Datei. Bevor Sie zustimmen, wird von Ihnen nichts aufgenommen.',
  recordAgree: 'Zustimmen',
  recordRefuse: 'Nicht zustimmen',
  recordTakeBack: 'Zustimmung zurücknehmen',
  recordGiveUp: 'Abbrechen',
  recordOver: 'Dieser Anruf wird nicht mehr aufgenommen',
  recordFile: 'Die Aufnahme des Anrufs',
  emojiNames:
    'Hund Katze Pferd Schwein Kuh Hase Löwe Elefant Affe Frosch Schildkröte Fisch Krake Biene ' +
    'Schmetterling Schnecke Pinguin Eule Apfel Banane Zitrone Kirschen Erdbeere Trauben Karotte Mais ' +
    'Pilz Brot Käse Pizza Torte Kaktus Baum Rose Sonnenblume Klee Feuer Regenbogen Mond Stern Blitz ' +
    'Anker Segelboot Auto Fahrrad Zug Rakete Ballon Geschenk Gitarre Trompete Glocke Schlüssel ' +
    'Hammer Wecker Buch Regenschirm Brille Krone Glühbirne Haus Kamera Diamant Schneemann',

  // Figures of the connections
  statsAlone: 'Noch ist niemand da, zu dem es eine Verbindung gäbe.',
  statsComing: 'Die ersten Werte kommen gleich.',
  statsPath: {
    direct: protocol => `Direkt, über ${protocol}`,
    relay: protocol => `Durch ein Relay, über ${protocol}`,
    'other-relay': protocol => `Durch ein Relay der anderen Seite, über ${protocol}`,
  },
  statsRoundTrip: 'Hin und zurück',
  statsReceived: 'Empfangen',
  statsSent: 'Gesendet',
  statsLost: 'Verloren',
  statsJitter: 'Schwankung',
  statsLoss: percent => `${percent} verloren`,
  statsSway: time => `${time} Schwankung`,
  statsRate: rate => `${rate} Bilder/s`,
  statsStream: {
    in: {
      microphone: 'Ton, empfangen',
      camera: 'Bild, empfangen',
      screen: 'Bildschirm, empfangen',
      'screen-sound': 'Ton des Bildschirms, empfangen',
    },
    out: {
      microphone: 'Ton, gesendet',
      camera: 'Bild, gesendet',
      screen: 'Bildschirm, gesendet',
      'screen-sound': 'Ton des Bildschirms, gesendet',
    },
  },
  statsPlot: (received, sent) =>
    `Die letzten drei Minuten: höchstens ${received} empfangen, höchstens ${sent} gesendet`,
  statsThen: 'vor 3 Minuten',
  statsNow: 'jetzt',
  statsCopy: 'Als JSON kopieren',

  // Check of devices and servers
  checkupTitle: 'Wird ein Anruf von hier aus gelingen?',
  checkupIntro:
    'Hier werden Ihre Kamera, Ihr Mikrofon, Ihr Lautsprecher und die Server ausprobiert, die Anrufe auf dieser Seite benutzen. Das dauert eine halbe Minute. Niemand sieht oder hört Sie.',
  checkupStart: 'Prüfung beginnen',
  checkupAgain: 'Noch einmal prüfen',
  checkupSpeak: 'Bitte sagen Sie etwas.',
  checkupProgress: (done, all) => `${done} von ${all} geprüft`,
  checkupVerdict: {
    good: 'Ein Anruf wird von hier aus gelingen.',
    fair: 'Ein Anruf kann von hier aus gelingen, mit Einschränkungen.',
    bad: 'Ein Anruf wird von hier aus noch nicht gelingen.',
  },
  checkupHint:
    'Was zu tun ist, steht bei jedem Punkt. Wer Ihnen hilft, liest im Bericht mehr: Kopieren und senden Sie ihn.',
  checkupCopy: 'Bericht kopieren',
  checkupPart: {
    browser: 'Browser',
    microphone: 'Mikrofon',
    camera: 'Kamera',
    speaker: 'Lautsprecher',
    credentials: 'Anmeldung',
    broker: 'Anrufserver',
    stun: 'Adress-Server (STUN)',
    turn: 'Relay (TURN)',
    relay: 'Ein Anruf durch das Relay',
  },
  checkupStatus: {
    waiting: 'Noch nicht',
    running: 'Wird geprüft …',
    asking: 'Das müssen Sie sagen',
    good: 'In Ordnung',
    fair: 'Mit Einschränkungen',
    bad: 'Geht nicht',
    skipped: 'Konnte nicht geprüft werden',
  },
  checkupAsk: 'Haben Sie zwei Töne gehört?',
  checkupYes: 'Ja',
  checkupNo: 'Nein',
  checkupReplay: 'Noch einmal spielen',
  checkupAnswered: time => `Antwortet in ${time}`,
  checkupThrough: rate => `${rate} kommen durch`,
  checkupBack: time => `${time} hin und zurück`,
  checkupOver: protocol => `über ${protocol}`,
  checkupSpare: 'Ein anderer Weg tritt an seine Stelle.',
  checkupLasted: seconds => `Dauerte ${seconds} s`,
  checkupFinding: {
    'camera-blocked':
      'Sie ist gesperrt. Erlauben Sie sie in der Adressleiste des Browsers und prüfen Sie noch einmal.',
    'camera-dark':
      'Ihr Bild ist schwarz. Öffnen Sie ihre Abdeckung, machen Sie Licht oder wählen Sie im Browser eine andere.',
    'camera-dismissed':
      'Der Browser durfte sie nicht benutzen. Prüfen Sie noch einmal und wählen Sie „Erlauben“, wenn er fragt.',
    'camera-forbidden':
      'Diese Seite lässt Anrufe sie nicht benutzen. Bitte sagen Sie es ihrem Betreiber: Nur er kann das erlauben (Permissions-Policy: camera).',
    'camera-in-use':
      'Sie gibt kein Bild. Schließen Sie andere Programme, die sie benutzen, stecken Sie sie neu ein und prüfen Sie noch einmal.',
    'camera-missing':
      'Es wurde keine gefunden: Andere würden Sie nicht sehen. Schließen Sie eine an und prüfen Sie noch einmal.',
    'camera-unanswered':
      'Die Frage des Browsers wurde nicht beantwortet. Prüfen Sie noch einmal und wählen Sie „Erlauben“.',
    'microphone-blocked':
      'Es ist gesperrt. Erlauben Sie es in der Adressleiste des Browsers und prüfen Sie noch einmal.',
    'microphone-dismissed':
      'Der Browser durfte es nicht benutzen. Prüfen Sie noch einmal und wählen Sie „Erlauben“, wenn er fragt.',
    'microphone-forbidden':
      'Diese Seite lässt Anrufe es nicht benutzen. Bitte sagen Sie es ihrem Betreiber: Nur er kann das erlauben (Permissions-Policy: microphone).',
    'microphone-in-use':
      'Es startet nicht. Schließen Sie andere Programme, die es benutzen, und prüfen Sie noch einmal.',
    'microphone-missing':
      'Es wurde keines gefunden: Andere würden Sie nicht hören. Schließen Sie eines an und prüfen Sie noch einmal.',
    'microphone-silent':
      'Es war nichts zu hören. Sprechen Sie während der Prüfung; sonst sehen Sie nach, ob es stumm ist, oder wählen Sie ein anderes.',
    'microphone-unanswered':
      'Die Frage des Browsers wurde nicht beantwortet. Prüfen Sie noch einmal und wählen Sie „Erlauben“.',
    'devices-unavailable': 'Der Browser gibt dieser Seite keine Geräte. Öffnen Sie sie mit https.',
    'speaker-unheard':
      'Stellen Sie ihn lauter, sehen Sie nach, ob ein Headset eingesteckt ist, und wählen Sie in den Einstellungen des Systems einen anderen.',
    'broker-unreachable':
      'Er ist nicht erreichbar oder kein Anrufserver. Prüfen Sie Ihre Internetverbindung; gehen andere Seiten, dann sperrt ihn Ihr Netz, oder die Seite ist falsch eingerichtet.',
    'broker-refused': 'Er lehnt die Anmeldung ab. Bitte sagen Sie es dem Betreiber der Seite.',
    'broker-closed':
      'Er nimmt die Anmeldung an, gibt aber keine Nachrichten weiter. Bitte sagen Sie es dem Betreiber der Seite.',
    'credentials-failed':
      'Diese Seite hat keine Anmeldung für die Server bekommen. Versuchen Sie es gleich noch einmal; bleibt es so, sagen Sie es dem Betreiber der Seite.',
    'login-missing': 'Ohne die Anmeldung lässt er niemanden ein.',
    'stun-unreachable':
      'Er antwortet nicht. Vielleicht sperrt ihn Ihr Netz: Versuchen Sie ein anderes, etwa das Ihres Telefons.',
    'name-unknown': 'Niemand kennt einen Server dieses Namens. Bitte sagen Sie es dem Betreiber der Seite.',
    'relay-refused': 'Es lehnt die Anmeldung ab. Bitte sagen Sie es dem Betreiber der Seite.',
    'relay-unreachable':
      'Es antwortet nicht. Vielleicht sperrt Ihr Netz diesen Weg: Versuchen Sie ein anderes, etwa das Ihres Telefons.',
    'relay-missing':
      'Diese Seite nennt kein Relay. Anrufe gelingen innerhalb eines Netzes, darüber hinaus nur, wo nichts sie sperrt. Bitte sagen Sie es ihrem Betreiber.',
    'relay-closed':
      'Das Relay antwortet, gibt aber keinen Anruf weiter. Bitte sagen Sie es dem Betreiber der Seite.',
    'relay-slow':
      'Es kommt wenig durch: Bilder werden klein sein oder stehen bleiben. Gehen Sie näher ans WLAN, nehmen Sie ein Kabel oder beenden Sie andere Downloads.',
    'relay-lossy':
      'Unterwegs geht viel verloren: Ton und Bild werden stocken. Gehen Sie näher ans WLAN oder nehmen Sie ein Kabel.',
    'relay-late':
      'Der Weg ist weit: Andere werden Sie spät hören. Versuchen Sie ein anderes Netz oder schalten Sie ein VPN ab.',
  },

  // Announcements
  joined: name => `${name} ist dabei`,
  manyJoined: count => `${count} Personen sind dazugekommen`,
  isHere: name => `${name} ist da`,
  manyHere: count => `${count} Personen sind da`,
  leftCall: name => `${name} ist gegangen`,
  lostCall: name => `${name} hat die Verbindung verloren`,
  manyLeft: count => `${count} Personen sind gegangen`,
  shares: name => `${name} teilt einen Bildschirm`,
  stoppedSharing: name => `${name} teilt keinen Bildschirm mehr`,
  youShare: 'Ihr Bildschirm wird geteilt',
  youStopped: 'Ihr Bildschirm wird nicht mehr geteilt',
  connected: 'Verbunden',
  connectedAgain: 'Wieder verbunden',
  messageFrom: (name, text) => `${name}: ${text}`,
  manyMessages: count => `${count} neue Nachrichten`,

  // Recorder
  recorder: 'Aufnahme',
  recordStart: source =>
    ({
      camera: 'Video aufnehmen',
      screen: 'Bildschirm aufnehmen',
      audio: 'Ton aufnehmen',
      call: 'Den Anruf aufnehmen',
    })[source],
  recordRequired: 'Bitte nehmen Sie zuerst etwas auf.',
  recordRunning: 'Bitte beenden Sie zuerst die Aufnahme.',
  recordAsks: 'Ihr Browser fragt, was aufgenommen werden darf. Bitte antworten Sie ihm.',
  recordTells:
    'Alle im Anruf erfahren es zuerst. Die Aufnahme beginnt, sobald alle davon wissen oder zugestimmt haben.',
  recordCancel: 'Abbrechen',
  recordBeginsIn: seconds => `Beginnt in ${seconds}`,
  recordRunningNow: 'Aufnahme läuft',
  recordPaused: 'Angehalten',
  recordPause: 'Anhalten',
  recordResume: 'Weiter',
  recordStop: 'Beenden',
  recordDiscard: 'Verwerfen',
  recordLeft: seconds => `Endet von selbst in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'}`,
  recordTooShort: seconds => `Nehmen Sie mindestens ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} auf`,
  recordSize: megabytes => `${megabytes}\u00a0MB`,
  recordDark: 'Das Bild ist schwarz. Ist die Kamera verdeckt?',
  recordSilent: 'Es ist nichts zu hören. Ist das richtige Mikrofon an?',
  recordSpaceShort:
    'In diesem Browser ist nur noch wenig Platz. Bevor er voll ist, endet die Aufnahme von selbst; nichts geht verloren.',
  recordFinishing: 'Die Datei wird fertiggestellt …',
  recordReview: 'Ihre Aufnahme',
  recordName: 'Name der Datei',
  recordDownload: 'Herunterladen',
  recordConsent: 'Zustimmungen herunterladen',
  recordAgain: 'Neu aufnehmen',
  recordTrim: 'Anfang und Ende abschneiden',
  recordFrom: 'Beginnt bei',
  recordTo: 'Endet bei',
  recordCut: 'Schneiden',
  recordWhole: 'Schnitt zurücknehmen',
  recordOtherFormat: format => `Dieser Browser kann nur ${format}-Dateien erzeugen.`,
  recordUpload: 'Hochladen',
  recordUploading: 'Wird hochgeladen …',
  recordUploadPaused: 'Das Hochladen ist angehalten.',
  recordSent: (sent, total) => `${sent} von ${total} MB`,
  recordUploadHint:
    'Die Aufnahme bleibt hier, bis der Server sie ganz hat. Geht die Verbindung verloren, wird sie wieder aufgebaut.',
  recordDone: 'Ihre Aufnahme ist hochgeladen.',
  recordFound: (duration, when) =>
    `Eine Aufnahme von ${duration} (${when}) wurde unterbrochen und kann wiederhergestellt werden.`,
  recordRecover: 'Wiederherstellen',
};
