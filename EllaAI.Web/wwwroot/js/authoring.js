// @ts-check
// Long forms of the dashboards: what is typed but not yet with the server, Tab in code, texts that are too long, Ctrl+S.

let unsaved = false;

/** What the server knows. Typing marks the page by itself, before the field is left. @param {boolean} dirty */
export function mark(dirty) {
  unsaved = dirty;
}

/** The first field with a problem, in sight and with the focus. */
export function showProblem() {
  const place = document.querySelector("main [aria-invalid=true], main [data-problem]");
  if (!(place instanceof HTMLElement)) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}

addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });

document.addEventListener("input", event => {
  if (event.target instanceof Element && event.target.closest("[data-authoring]") && !event.target.closest("[data-scratch]")) unsaved = true;
});

/** @param {HTMLTextAreaElement} field @param {KeyboardEvent} event */
function tab(field, event) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  if (start === end && !event.shiftKey) return write("    ");
  const lines = value.slice(first, end);
  field.setSelectionRange(first, end);
  const moved = event.shiftKey ? lines.replace(/^( {1,4}|\t)/gm, "") : lines.replace(/^(?=.)/gm, "    ");
  if (moved !== lines) write(moved);
  if (start === end) field.setSelectionRange(...caret(Math.max(first, start - (lines.length - moved.length))));
  else field.setSelectionRange(first, first + moved.length);
}

/** @param {number} at @returns {[number, number]} */
const caret = at => [at, at];

/** Typed, so that Ctrl+Z takes it back; an input event follows. @param {string} text */
function write(text) {
  // Deprecated, and still the only way to write into a field's own history.
  if (text === "") document.execCommand("delete");
  else document.execCommand("insertText", false, text);
}

// Escape, then Tab, leaves a code field: Tab alone would be a trap for the keyboard.
let leaving = false;
document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") return save(event);
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || !("code" in field.dataset)) return;
  if (event.key === "Escape") leaving = true;
  else if (event.key !== "Tab" && event.key !== "Shift") leaving = false;
  else if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.metaKey && !event.altKey && !field.readOnly) {
    event.preventDefault();
    tab(field, event);
  }
});
document.addEventListener("focusin", () => { leaving = false; });

/** @param {KeyboardEvent} event */
function save(event) {
  const button = document.querySelector("[data-save]");
  if (!(button instanceof HTMLElement)) return;
  event.preventDefault();
  if (document.querySelector("[role=dialog]")) return;
  // Leaving the field sends its text; the order of the two messages is kept.
  const field = document.activeElement;
  if (field instanceof HTMLElement) field.blur();
  button.click();
  if (field instanceof HTMLElement) field.focus({ preventScroll: true });
}

// A text that would not fit is refused whole: cut at the limit, a test would be wrong without a word.
for (const type of ["paste", "drop"]) {
  document.addEventListener(type, event => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || field.maxLength < 0) return;
    const data = event instanceof ClipboardEvent ? event.clipboardData : event instanceof DragEvent ? event.dataTransfer : null;
    const text = (data?.getData("text/plain") ?? "").replaceAll("\r\n", "\n");
    const replaced = type === "paste" ? field.selectionEnd - field.selectionStart : 0;
    const room = field.maxLength - field.value.length + replaced;
    const tooLong = text.length > room;
    if (tooLong) event.preventDefault();
    field.setCustomValidity(tooLong ? `This text has ${text.length.toLocaleString("en")} characters; ${Math.max(0, room).toLocaleString("en")} more fit here.` : "");
    if (tooLong) field.reportValidity();
  });
}
document.addEventListener("input", event => {
  if (event.target instanceof HTMLTextAreaElement) event.target.setCustomValidity("");
});
