// The preview shares an origin with the console, and a window with what is being edited: it keeps
// nothing there, and takes neither focus nor scroll position away.

// What is typed here is kept for as long as the frame lives, and nowhere else.
export function keepApart() {
  const memory = Object.create({
    getItem(name) {
      return this[name] ?? null;
    },
    setItem(name, text) {
      this[name] = String(text);
    },
    removeItem(name) {
      delete this[name];
    },
  });
  Object.defineProperty(window, 'localStorage', { value: memory });
}

// Whoever types in a field beside the frame goes on typing there while the widget opens.
export function keepStill() {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
  // As far as is needed, but only within the panel: not the page around the frame.
  Element.prototype.scrollIntoView = function () {
    const body = this.closest('.body');
    if (!body) return;
    const [own, seen] = [this.getBoundingClientRect(), body.getBoundingClientRect()];
    if (own.bottom > seen.bottom) body.scrollTop += own.bottom - seen.bottom;
    else if (own.top < seen.top) body.scrollTop -= seen.top - own.top;
  };
}
