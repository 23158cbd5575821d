// The invitation to a call: its link copied, shared, and as a QR code. Where it stands on the screen is for others.

import type { ReactiveControllerHost } from 'lit';
import type { QrCode, View } from './call-view.ts';

type InvitationView = Pick<
  View,
  'invite' | 'copied' | 'qrCode' | 'copyInvite' | 'copyLink' | 'shareInvite' | 'showQrCode'
>;

/** How long a button says that it has copied. */
const COPIED_MS = 4000;

/** Keeps what has been done with the link, and draws its host again. */
export class Invitation {
  readonly #host: ReactiveControllerHost;
  #copied: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn: { readonly link: string; readonly code: QrCode } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** `done` hears that the link was copied. */
  view(invite: string | undefined, done: () => void): InvitationView {
    const link = invite ?? '';
    const keep = async (text: string) => {
      const copied = await copy(text);
      if (copied) this.#keep(text);
      if (copied) done();
      return copied;
    };
    // Absent where there is no share sheet, whatever the types say.
    const { canShare }: Partial<Navigator> = navigator;
    return {
      invite,
      copied: this.#copied === (invite ?? location.href),
      qrCode: this.#drawn?.link === link ? this.#drawn.code : undefined,
      copyInvite: () => keep(link),
      copyLink: () => void keep(location.href),
      // Rejects where a person closes the sheet again.
      shareInvite: canShare?.call(navigator, { url: link })
        ? () => void navigator.share({ url: link }).catch(() => {})
        : undefined,
      showQrCode: shown => void (shown ? this.#draw(link) : this.#hide()),
    };
  }

  #keep(link: string): void {
    this.#copied = link;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copied = undefined;
      this.#host.requestUpdate();
    }, COPIED_MS);
  }

  #hide(): void {
    this.#drawn = undefined;
    this.#host.requestUpdate();
  }

  async #draw(link: string): Promise<void> {
    if (this.#drawn?.link === link) return;
    try {
      const { qrCodeOf } = await import('./qr-code.ts');
      this.#drawn = { link, code: qrCodeOf(link) };
      this.#host.requestUpdate();
    } catch {
      // Offline, or a link beyond all codes: it stands there to be copied.
    }
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
