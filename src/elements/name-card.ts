// What stands for a person whose camera is off: a name that can be shown, its first character, a colour. Pure.

/** A name as it can be shown; where nothing of it can be seen, `guest`. */
export function shownName(name: string, guest: string): string {
  return /[^\p{C}\p{M}\p{Z}]/u.test(name) ? name.trim() : guest;
}

/** The first character as a person sees it, a flag or a composed letter included. */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim().slice(0, 100));
  return (first?.segment ?? '').toLocaleUpperCase();
}

/** A hue of 0 to 359 degrees, always the same for an id; lightness and strength are the style's. */
export function hueOf(id: string): number {
  let hash = 7;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (hash * 137) % 360;
}
