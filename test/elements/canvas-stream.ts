// A picture for tests: a stream of one colour on the left and another on the right.

/** The left half is red, the right half blue; ends with the page. */
export function canvasStream(width: number, height: number): MediaStream {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  const draw = () => {
    if (!context) return;
    context.fillStyle = '#f00';
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = '#00f';
    context.fillRect(width / 2, 0, width / 2, height);
  };
  draw();
  const stream = canvas.captureStream(10);
  // Where nothing is drawn no picture comes.
  const timer = setInterval(() => {
    draw();
    if (!stream.active) clearInterval(timer);
  }, 50);
  return stream;
}
