// Finds texts that are not to be seen in full.

/**
 * The texts of a page that stick out of what clips them, or of the window; an ellipsis says that it is meant so. What
 * can be scrolled to by the height is there. Runs in a page: rests on nothing outside itself.
 */
export async function textsCutOff(): Promise<string[]> {
  const SLACK_PX = 1;
  for (let frames = 0; frames < 3; frames++) await new Promise(resolve => requestAnimationFrame(resolve));
  const found: string[] = [];

  const parentOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const hidden = (element: Element) =>
    element.matches('.heard, [aria-hidden=true]') ||
    !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  /** The element that clips `box`, if any. */
  const clipper = (start: Element, box: DOMRect): string | undefined => {
    let fixed = false;
    let scrolled = false;
    for (let at: Element | null = start; at; at = parentOf(at)) {
      if (hidden(at)) return undefined;
      const style = getComputedStyle(at);
      if (style.textOverflow === 'ellipsis' && style.overflowX !== 'visible') return undefined;
      if (style.display === 'contents' || (fixed && !at.matches(':popover-open, dialog'))) continue;
      const clip = at.getBoundingClientRect();
      const sideways = style.overflowX !== 'visible';
      // Inline elements clip nothing.
      if (style.display !== 'inline') {
        const out = box.left < clip.left - SLACK_PX || box.right > clip.right + SLACK_PX;
        if (sideways && out) return `${at.localName}.${at.getAttribute('class')}`;
        const clips = style.overflowY === 'hidden' || style.overflowY === 'clip';
        const over = box.top < clip.top - SLACK_PX || box.bottom > clip.bottom + SLACK_PX;
        if (clips && over && !scrolled) return `${at.localName}.${at.getAttribute('class')} (height)`;
        scrolled ||= /auto|scroll/.test(style.overflowY);
      }
      if (style.position === 'fixed' || at.matches(':popover-open, dialog[open]')) fixed = true;
    }
    const out = box.left < -SLACK_PX || box.right > document.documentElement.clientWidth + SLACK_PX;
    return out ? 'the window' : undefined;
  };

  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim() || element.matches('option, style'))
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
          const by = box.width > 0 ? clipper(element, box) : undefined;
          if (!by) continue;
          found.push(`“${node.textContent.trim().slice(0, 60)}” by ${by}`);
          break;
        }
      }
    }
  };
  visit(document);
  return found;
}
