/** What is listened to of the terminal that takes the text. */
interface TextTaker {
  onData(listener: (data: string) => void): unknown;
  input(data: string): void;
}

/**
 * Hands over text that comes by no key: of an emoji panel, of dictation, of a phone's keyboard. While xterm.js serves
 * screen readers it leaves such text lying in its field (its `_inputEvent`), lest keys count twice; here what came by a
 * keypress is told apart, and what an input method composes is xterm's to send, at once or a moment later.
 */
export function takeTextWithoutKeys(field: EventTarget, terminal: TextTaker): void {
  let pressed: string | undefined;
  let sent = "";
  let waiting = "";
  terminal.onData((data) => void (waiting !== "" && (sent += data)));
  // A keypress and the input that it makes are one task. Text that comes before the timer does is told apart by what it is.
  field.addEventListener("keypress", (event) => {
    pressed = (event as KeyboardEvent).key;
    setTimeout(() => (pressed = undefined));
  }, { capture: true });
  field.addEventListener("input", (event) => {
    const { inputType, data, isComposing } = event as InputEvent;
    if (inputType !== "insertText" || !data || isComposing || data === pressed) return;
    sent = "";
    waiting = data;
    // After xterm's own look at its field, which follows a key that an input method took, or the end of a composition.
    setTimeout(hand);
  }, { capture: true });
  // No key overtakes it.
  field.addEventListener("keydown", hand, { capture: true });

  function hand(): void {
    const data = waiting;
    waiting = "";
    if (data !== "" && !sent.includes(data)) terminal.input(data);
  }
}
