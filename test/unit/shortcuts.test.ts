// Which key presses are shortcuts at all.

import { expect } from '@open-wc/testing';
import { shortcutKey } from '../../src/elements/shortcuts.ts';

/** What comes of a press of a key on an element. */
function press(init: KeyboardEventInit, on: Element = document.body): string | undefined {
  let found: string | undefined;
  const hear = (event: Event) => {
    found = shortcutKey(event as KeyboardEvent);
  };
  document.addEventListener('keydown', hear);
  on.dispatchEvent(
    new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }),
  );
  document.removeEventListener('keydown', hear);
  return found;
}

describe('a key', () => {
  for (const [name, init, key] of [
    ['a letter', { key: 'm' }, 'm'],
    ['a letter with caps lock', { key: 'M' }, 'm'],
    ['a question mark, with shift', { key: '?', shiftKey: true }, '?'],
    ['a letter with shift', { key: 'M', shiftKey: true }, undefined],
    ['a letter with control', { key: 'm', ctrlKey: true }, undefined],
    ['a letter with alt', { key: 'm', altKey: true }, undefined],
    ['a letter with meta', { key: 'm', metaKey: true }, undefined],
    ['a letter that repeats', { key: 'm', repeat: true }, undefined],
    ['a letter while composing', { key: 'm', isComposing: true }, undefined],
    ['a named key', { key: 'Enter' }, undefined],
  ] as const) {
    it(`${name} is ${key ?? 'none'}`, () => {
      expect(press(init)).to.equal(key);
    });
  }

  for (const tag of ['input', 'textarea', 'select']) {
    it(`in a ${tag} is none`, () => {
      const field = document.body.appendChild(document.createElement(tag));
      expect(press({ key: 'm' }, field)).to.equal(undefined);
      field.remove();
    });
  }

  it('in a text that can be edited is none, also inside a shadow root', () => {
    const host = document.body.appendChild(document.createElement('div'));
    const field = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    field.contentEditable = 'true';
    expect(press({ key: 'm' }, field)).to.equal(undefined);
    field.contentEditable = 'false';
    expect(press({ key: 'm' }, field)).to.equal('m');
    host.remove();
  });

  it('that somebody else has used is none', () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.addEventListener('keydown', event => event.preventDefault());
    expect(press({ key: 'm' }, button)).to.equal(undefined);
    button.remove();
  });
});
