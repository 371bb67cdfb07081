// Keyboard: focus stays in the open dialog, and Escape closes it.

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), select, textarea, summary, [tabindex="0"]';

export function keepFocus(panel, shadow, close) {
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key !== 'Tab') return;
    const all = [...panel.querySelectorAll(FOCUSABLE)].filter((element) => element.checkVisibility());
    const edge = event.shiftKey ? all[0] : all[all.length - 1];
    if (shadow.activeElement !== edge && shadow.activeElement !== panel) return;
    event.preventDefault();
    (event.shiftKey ? all[all.length - 1] : all[0]).focus();
  });
}

// A field at once where there is a keyboard; elsewhere it would pull the virtual one up.
export function enter(panel) {
  const field = matchMedia('(pointer: fine)').matches && panel.querySelector('.step input, .step select, .step textarea, .step button');
  panel.tabIndex = -1;
  (field || panel).focus();
}
