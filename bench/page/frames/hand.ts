/** A hand on the plate, as React Flow hears it: events of a mouse, one for each frame. */

const paneOf = (root: HTMLElement): Element => root.querySelector(".react-flow__pane")!;

/** Pixels that the hand goes on with each frame, and how far it goes to each side. */
const STEP = 6;
const REACH = 300;

/** Drags the whole to and fro. */
export function panning(root: HTMLElement): () => void {
  const { left, top, width, height } = root.getBoundingClientRect();
  const at = { x: left + width / 2, y: top + height / 2 };
  const event = (type: string): MouseEvent => new MouseEvent(type, { bubbles: true, cancelable: true, view: window, button: 0, buttons: type === "mouseup" ? 0 : 1, clientX: at.x, clientY: at.y });
  let way = STEP;
  let gone = 0;
  let isDown = false;
  return () => {
    if (!isDown) isDown = paneOf(root).dispatchEvent(event("mousedown")) || true;
    if (Math.abs(gone + way) > REACH) way = -way;
    gone += way;
    at.x += way;
    at.y += way / 2;
    window.dispatchEvent(event("mousemove"));
  };
}

/** What the wheel turns with each frame: 3.4 % nearer or farther. Frames from the one end to the other. */
const TURN = 24;
const FRAMES = 84;

/** Turns the wheel from where the whole is seen to where a Pod is cut open, about 17 times nearer, and back. */
export function zooming(root: HTMLElement): () => void {
  const { left, top, width, height } = root.getBoundingClientRect();
  let frame = 0;
  return () => {
    const isIn = Math.floor(frame / FRAMES) % 2 === 0;
    frame += 1;
    paneOf(root).dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, view: window, deltaY: isIn ? -TURN : TURN, clientX: left + width * 0.4, clientY: top + height * 0.6 }));
  };
}
