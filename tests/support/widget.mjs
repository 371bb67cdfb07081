// The widget, found by what the contract promises: parts, `data-state`, `data-view` and names of fields.

export class Widget {
  constructor(page, element = page.locator('afterhours-widget')) {
    this.page = page;
    this.element = element;
    this.root = element.locator('[data-state]');
    for (const part of ['launcher', 'panel', 'title', 'message', 'hours', 'channels', 'form', 'transcript', 'receipt', 'notice']) this[part] = this.part(part);
  }

  part(name) {
    return this.element.locator(`[part~="${name}"]`);
  }

  field(name) {
    return this.element.locator(`[name="${name}"]`);
  }

  button(name) {
    return this.element.getByRole('button', { name, exact: true });
  }

  async open() {
    await this.launcher.click();
    await this.panel.waitFor();
    return this;
  }

  // Waits until the root says so.
  shows(view, state = undefined) {
    const wanted = state ? `[data-state="${state}"]` : '';
    return this.element.locator(`[data-view="${view}"]${wanted}`).waitFor({ state: 'attached' });
  }

  // The element that has the focus within the shadow root, as the name of a part, a field, or a tag.
  focused() {
    return this.element.first().evaluate((element) => {
      const active = element.shadowRoot.activeElement;
      return active && (active.getAttribute('name') || active.getAttribute('part') || active.className || active.localName);
    });
  }
}

// Text as a person reads it: Intl puts thin and unbreakable blanks into times.
export function plain(text) {
  return text.replace(/[\u2009\u202f\u00a0]/g, ' ').replace(/ ?\n ?/g, '|').replace(/[^\S|]+/g, ' ').trim();
}
