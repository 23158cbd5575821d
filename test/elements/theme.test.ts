// The style that all elements share: what is readable on whatever accent a page chooses, and what a page can set.

import { expect, fixture, html } from '@open-wc/testing';
import { css, LitElement, type TemplateResult } from 'lit';
import { theme } from '../../src/elements/theme.ts';

class Sample extends LitElement {
  static override styles = [
    theme,
    css`
      .marked {
        color: var(--_mark);
        background: var(--_bg);
      }
      .card {
        color: var(--_mark);
        background: var(--_card);
      }
      .danger {
        color: var(--_on-danger);
        background: var(--_danger);
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<button class="main">On</button><p class="marked">Mark</p><p class="card">Mark</p><p class="danger">!</p>`;
  }
}

customElements.define('theme-sample', Sample);

/** A colour as the screen shows it, by its channels from 0 to 1. */
function shownColour(colour: string): number[] {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(channel => channel / 255);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = shownColour(colour).map(channel =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio, of an element's text and background. */
function contrast(element: Element | null | undefined): number {
  if (!element) throw new Error('no such element');
  const { color, backgroundColor } = getComputedStyle(element);
  const [one, other] = [luminance(color), luminance(backgroundColor)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const ACCENTS = [
  '',
  '#fff',
  '#000',
  '#777',
  '#767676',
  'gold',
  'navy',
  'lime',
  'red',
  'rebeccapurple',
  '#ffd',
  '#3b82f6',
];

describe('the theme', () => {
  async function sample(scheme: string, properties: Readonly<Record<string, string>>): Promise<Sample> {
    const element = await fixture<Sample>(html`<theme-sample theme=${scheme}></theme-sample>`);
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
    return element;
  }

  for (const scheme of ['light', 'dark']) {
    for (const accent of ACCENTS) {
      it(`is readable with the accent ${accent || 'of its own'}, ${scheme}`, async () => {
        const properties: Record<string, string> = accent
          ? { '--rtc-accent': accent, '--rtc-danger': accent }
          : {};
        const { shadowRoot } = await sample(scheme, properties);
        expect(contrast(shadowRoot?.querySelector('.main')), 'on the accent').to.be.at.least(4.5);
        expect(contrast(shadowRoot?.querySelector('.danger')), 'on the colour of danger').to.be.at.least(4.5);
        for (const background of ['.marked', '.card']) {
          expect(contrast(shadowRoot?.querySelector(background)), `as a mark, ${background}`).to.be.at.least(
            3,
          );
        }
      });
    }
  }

  it('takes the colour on the accent from the page, where it says one', async () => {
    const { shadowRoot } = await sample('light', { '--rtc-accent': '#123456', '--rtc-on-accent': '#ffcc00' });
    const button = shadowRoot?.querySelector('.main');
    expect(button && getComputedStyle(button).color).to.equal('rgb(255, 204, 0)');
  });

  it('takes size and font from its own properties only', async () => {
    document.body.style.setProperty('font', '40px/3 serif');
    const element = await sample('light', {});
    const style = getComputedStyle(element);
    expect([style.fontSize, style.lineHeight]).to.deep.equal(['16px', '22.4px']);
    element.style.setProperty('--rtc-font-size', '20px');
    element.style.setProperty('--rtc-font', 'monospace');
    expect([style.fontSize, style.fontFamily]).to.deep.equal(['20px', 'monospace']);
    document.body.style.removeProperty('font');
  });
});
