// What stands in a message: which parts of its text are links, and whether it is nothing but emoji. Pure; the text
// comes from strangers and stays as it is.

/** A part of a message that is a link. */
export interface LinkPart {
  /** As it was written. */
  readonly text: string;
  /** Where it leads. */
  readonly href: string;
  /** The host, or a mail's domain, where it is not what was written: `xn--…` of look-alikes, behind `user@`, and so on. */
  readonly host?: string;
}

/** Anything else is text: `javascript:`, `data:`, `file:`. Control and formatting characters, which can hide or turn round what follows, end a link. */
const LINK = /(?<![\p{L}\p{N}_+.-])(?:https?:\/\/|mailto:)[^\s<>"\p{C}]+/giu;
/** What stands behind a link rather than in it, unless more follows. */
const BEHIND = /[.,;:!?'…*_~\]}|’”»。、！？]/u;
const EMOJI =
  /^(?:(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base})\p{Emoji_Modifier}?(?:\u200D\p{Emoji}\uFE0F?\p{Emoji_Modifier}?)*[\u{E0020}-\u{E007F}]*\s*){1,8}$/u;
/** Longer is not looked at; eight flags of regions are shorter. */
const MAX_EMOJI_LENGTH = 120;

/** The text in its order, in parts; together they are the whole of it. */
export function partsOf(text: string): readonly (string | LinkPart)[] {
  const parts: (string | LinkPart)[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = read(withoutEnd(found));
    if (!link) continue;
    if (index > at) parts.push(text.slice(at, index));
    parts.push(link);
    at = index + link.text.length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

/** Up to eight emoji and nothing else. */
export function isEmoji(text: string): boolean {
  return text.length <= MAX_EMOJI_LENGTH && EMOJI.test(text.trim());
}

/** Without the full stop of the sentence and the bracket around the link; `…/a_(b)` keeps its own. */
function withoutEnd(found: string): string {
  let open = found.split(')').length - found.split('(').length;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found.charAt(end - 1);
    if (last === ')' ? open-- <= 0 : !BEHIND.test(last)) break;
  }
  return found.slice(0, end);
}

function read(text: string): LinkPart | undefined {
  try {
    const url = new URL(text);
    const mail = url.protocol === 'mailto:';
    const [written = ''] = mail
      ? (/[^@]*$/.exec(text.split('?')[0] ?? '') ?? [])
      : (/^[^/?#\\]*/.exec(text.slice(text.indexOf('//') + 2)) ?? []);
    const { host } = mail ? new URL(`http://${written}`) : url;
    if (mail && !/^[^@]+@[^@]+$/.test(url.pathname)) return undefined;
    return { text, href: url.href, ...(host !== written.toLowerCase() && { host }) };
  } catch {
    return undefined; // `https://` alone, or a host that is none.
  }
}
