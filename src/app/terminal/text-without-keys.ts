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
  let pressed = false;
  let sent = "";
  terminal.onData((data) => (sent += data));
  // A keypress and the input that it makes are one task.
  field.addEventListener("keypress", () => {
    pressed = true;
    setTimeout(() => (pressed = false));
  }, { capture: true });
  field.addEventListener("input", (event) => {
    const { inputType, data, isComposing } = event as InputEvent;
    if (inputType !== "insertText" || !data || isComposing || pressed) return;
    sent = "";
    // After xterm's own look at its field, which follows a key that an input method took, or the end of a composition.
    setTimeout(() => {
      if (!sent.includes(data)) terminal.input(data);
    });
  }, { capture: true });
}
