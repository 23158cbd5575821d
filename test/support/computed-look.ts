// How everything within the elements of a page looks, as the browser computes it.

/**
 * By element, its style and its place within the page's tag that it belongs to. Runs in a page: rests on nothing
 * outside itself.
 */
export async function lookWithin(): Promise<Record<string, Record<string, string>>> {
  const found: Record<string, Record<string, string>> = {};
  /** What moves by itself, and what a line out of sight has no values of. Where things lie shows by their place. */
  const moving =
    /^(grid-template-(rows|columns)|transform|rotate|perspective-origin|transform-origin|opacity|animation.*|.*-timeline.*)$/;
  const visit = (root: ShadowRoot, host: Element, path: string) => {
    const { x, y } = host.getBoundingClientRect();
    [...root.querySelectorAll('*')].forEach((element, index) => {
      // What is only heard lies anywhere in the page; a slot has no place at all.
      if (element.matches('.heard, slot')) return;
      const name = `${path} ${index} <${element.localName} class="${element.getAttribute('class') ?? ''}">`;
      const style = getComputedStyle(element);
      const look: Record<string, string> = {};
      for (const property of style) {
        if (!property.startsWith('--') && !moving.test(property))
          look[property] = style.getPropertyValue(property);
      }
      const box = element.getBoundingClientRect();
      const place = [box.x - x, box.y - y, box.width, box.height].map(each => each.toFixed(1));
      found[name] = { ...look, place: box.width || box.height ? place.join(' ') : 'nowhere' };
      if (element.shadowRoot) visit(element.shadowRoot, element, name);
    });
  };
  for (const element of document.querySelectorAll('body > *')) {
    if (!element.shadowRoot) continue;
    const before = getComputedStyle(element, '::before').content;
    found[element.localName] = { before: before === 'normal' ? 'none' : before };
    visit(element.shadowRoot, element, element.localName);
  }
  await new Promise(resolve => requestAnimationFrame(resolve));
  return found;
}
