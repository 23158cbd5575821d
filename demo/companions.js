// One tile for each of the others, as they come and go; everything else on this page is html.

const call = document.querySelector('rtc-call');
const others = document.querySelector('#others');

call.addEventListener('rtc-participant-joined', ({ participant: { id, self } }) => {
  if (self) return;
  const tile = document.createElement('rtc-tile');
  tile.setAttribute('for', call.id);
  tile.setAttribute('participant', id);
  others.append(tile);
});
call.addEventListener('rtc-participant-left', ({ participant: { id } }) => {
  others.querySelector(`[participant='${CSS.escape(id)}']`)?.remove();
});
