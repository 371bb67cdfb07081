// Keyboard: focus stays in the open dialog.

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select, textarea, summary';

export function keepFocus(panel, shadow) {
  panel.onkeydown = (event) => {
    if (event.key !== 'Tab') return;
    const all = [...panel.querySelectorAll(FOCUSABLE)].filter((element) => element.checkVisibility());
    const [first, last] = [all[0], all[all.length - 1]];
    const [edge, next] = event.shiftKey ? [first, last] : [last, first];
    const at = shadow.activeElement;
    if (at !== edge && (at !== panel || !event.shiftKey)) return;
    event.preventDefault();
    next.focus();
  };
}
