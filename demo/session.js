// A page of its own on the engine: everything that is shown is a function of one state.

import { Call } from '/dist/session.js';

const element = id => document.getElementById(id);
const call = new Call({
  brokers: [`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/mqtt`],
  topic: 'demo',
  credentials: { url: '/credentials' },
  room: 'session',
  secret: 'the secret of the session page',
});
const videos = new Map();

function show({ status, participants, messages, error, nobodyHere }) {
  const hint = nobodyHere ? ': nobody here yet, open this page once more' : '';
  element('status').textContent = error ? `${status}: ${error.message}` : status + hint;
  const present = new Set(participants.map(({ id }) => id));
  for (const [id, figure] of videos) if (!present.has(id) && videos.delete(id)) figure.remove();
  for (const participant of participants) showPerson(participant);
  element('messages').replaceChildren(
    ...messages.map(({ name, text, self }) => {
      const item = document.createElement('li');
      item.textContent = `${self ? 'You' : name || 'Somebody'}: ${text}`;
      return item;
    }),
  );
}

function showPerson({ id, name, self, link, stream }) {
  let figure = videos.get(id);
  if (!figure) {
    figure = document.createElement('figure');
    const video = Object.assign(document.createElement('video'), {
      autoplay: true,
      playsInline: true,
      muted: self,
    });
    figure.append(video, document.createElement('figcaption'));
    element('people').append(figure);
    videos.set(id, figure);
  }
  const [video, caption] = figure.children;
  if (video.srcObject !== stream) video.srcObject = stream;
  caption.textContent = `${self ? 'You' : name || 'Somebody'}${link === 'connected' ? '' : ` (${link})`}`;
}

call.state.subscribe(show);
show(call.state.value);
call.prepare();

element('entry').addEventListener('submit', event => {
  event.preventDefault();
  call.setName(new FormData(event.target).get('name'));
  // What keeps us out is in the state.
  call.join().catch(() => {});
});
element('leave').addEventListener('click', () => call.leave());
element('chat').addEventListener('submit', event => {
  event.preventDefault();
  try {
    call.sendMessage(new FormData(event.target).get('text'));
    event.target.reset();
  } catch (error) {
    element('status').textContent = error.message;
  }
});
window.addEventListener('pagehide', () => call.leave());
