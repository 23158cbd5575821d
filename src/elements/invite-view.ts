// The invitation on the screen: link, copy, share, and how its QR code looks. What a click does is the call's.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { View } from './call-view.ts';
import { ICON, icon } from './icons.ts';

export const inviteStyle = css`
  .invite {
    inline-size: 100%;
  }
  .square {
    display: grid;
    place-items: center;
    flex: none;
    padding: 0 10px;
  }
  .qr {
    inline-size: min(100%, 15em);
    block-size: auto;
    justify-self: center;
    border-radius: 8px;
    background: #fff;
    fill: #111;
    stroke: none;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
  }
`;

/** The link to this room, to be copied or shared. */
export function inviteLink(view: View): TemplateResult {
  const { texts, invite = '', copied, copyInvite, shareInvite } = view;
  const copy = async ({ currentTarget }: Event) => {
    const field = (currentTarget as Element).parentElement?.querySelector('input');
    // Ready to be copied by hand.
    if (!(await copyInvite())) field?.select();
  };
  return html`<div class="row invite"><input part="input" dir="ltr" readonly aria-label=${texts.inviteLink} .value=${invite}
      @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()} /><button
      type="button" part="button copy" class="main" @click=${copy}>${copied ? texts.copied : texts.copy}</button>${
        shareInvite
          ? html`<button type="button" part="button share" class="square" title=${texts.share} aria-label=${texts.share}
              @click=${shareInvite}>${icon(ICON.share)}</button>`
          : nothing
      }</div>`;
}
