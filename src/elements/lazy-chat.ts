// The chat inside a call: its code comes when it is first opened, which many calls never do.

/** Defines `<rtc-chat>`, unless the page has. Rejects where it cannot be fetched, and can then be called again. */
export async function defineChat(): Promise<void> {
  if (customElements.get('rtc-chat')) return;
  const { RtcChat } = await import('./rtc-chat.ts');
  if (!customElements.get('rtc-chat')) customElements.define('rtc-chat', RtcChat);
}
