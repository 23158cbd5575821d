// Where a panel stands that a button opens: pure.

/** A rectangle in the window, as far as it matters. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;

/** Between panel and button, and between panel and edge of the window. */
const GAP_PX = 8;

/** In the middle above the button, or below it where there is more room; pushed inwards at the edges. */
export function placeBeside(button: Box, panel: Size, window: Size): Pick<Box, 'left' | 'top' | 'height'> {
  const above = button.top - 2 * GAP_PX;
  const below = window.height - button.top - button.height - 2 * GAP_PX;
  const upwards = above >= Math.min(panel.height, below);
  const height = Math.max(0, Math.min(panel.height, upwards ? above : below));
  const middle = button.left + (button.width - panel.width) / 2;
  return {
    left: Math.max(GAP_PX, Math.min(middle, window.width - panel.width - GAP_PX)),
    top: upwards ? button.top - GAP_PX - height : button.top + button.height + GAP_PX,
    height,
  };
}
