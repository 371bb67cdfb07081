import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { check } from '../support/browser.mjs';
import { SCENES } from '../support/scenes.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Twice as many pixels, as where a page is zoomed to 200 %: 1280 x 800 of them are 640 x 400 then.
const context = { deviceScaleFactor: 2, reducedMotion: 'reduce' };

// What axe finds, in a line each. It looks into open shadow roots by itself.
async function findings(page) {
  const found = await page.evaluate(async (values) => {
    const roots = [document, ...[...document.querySelectorAll('afterhours-widget')].map((element) => element.shadowRoot)];
    roots.forEach((root) => root.getAnimations().forEach((animation) => animation.finish()));
    const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
    const lines = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary}`));
    return { lines, checked: passes.flatMap(({ nodes }) => nodes.map(({ target }) => target)).filter(([target]) => Array.isArray(target)).length };
  }, RULES);
  const isWidget = await page.locator('afterhours-widget').count();
  if (isWidget) assert.ok(found.checked > 0, 'axe looked into the shadow root');
  return found.lines;
}

// What sticks out sideways.
function wide(page) {
  return page.evaluate(() => {
    const host = document.querySelector('afterhours-widget');
    const all = [...(host ? host.shadowRoot : document.body).querySelectorAll('*')].filter((e) => e.checkVisibility({ visibilityProperty: true }));
    const name = (e) => `${e.localName}.${e.className} ${e.textContent.slice(0, 30)}`;
    const outside = all.filter((e) => {
      const { left, right, width } = e.getBoundingClientRect();
      return width && (left < -0.5 || right > innerWidth + 0.5);
    });
    const scrolling = [document.documentElement, ...all].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' && !/^(input|select|textarea)$/.test(e.localName));
    return [...outside, ...scrolling].map(name);
  });
}

// Targets that a finger misses: 44 px each way; 24 px of height for a link within a text.
function small(page) {
  return page.evaluate(() => {
    const host = document.querySelector('afterhours-widget');
    const all = [...(host ? host.shadowRoot : document.body).querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
    return all.filter((e) => e.checkVisibility({ visibilityProperty: true })).flatMap((element) => {
      const target = /^(radio|checkbox)$/.test(element.type) ? element.closest('label') : element;
      const { width, height } = target.getBoundingClientRect();
      const inline = element.localName === 'a' && getComputedStyle(element).display === 'inline';
      // A link in a text may be hit in the whole height of its line.
      const tall = inline ? Math.max(height, parseFloat(getComputedStyle(element).lineHeight)) : height;
      const fits = inline ? tall >= 24 : width >= 44 && tall >= 44;
      return fits ? [] : [`${element.localName} "${element.textContent || element.name}": ${Math.round(width)} x ${Math.round(tall)}`];
    });
  });
}

for (const [name, [go, complaints = []]] of Object.entries(SCENES)) {
  check(`${name}: axe finds nothing, light or dark; it fits small screens and fingers`, { context, complaints }, async (visit) => {
    const { page } = visit;
    await visit.context.addInitScript({ path: axe });
    await page.emulateMedia({ colorScheme: 'light' });
    await go(visit);
    const light = await findings(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await findings(page);
    const faults = [...light.map((line) => `light: ${line}`), ...dark.map((line) => `dark: ${line}`)];
    for (const [width, height] of [[640, 400], [320, 640]]) {
      await page.setViewportSize({ width, height });
      faults.push(...(await wide(page)).map((line) => `too wide at ${width}: ${line}`));
      const beyond = await page.evaluate(() => document.querySelector('afterhours-widget')?.shadowRoot.querySelector('.panel:not([hidden])')?.getBoundingClientRect().top < 0);
      if (beyond) faults.push(`the panel is taller than ${height}`);
    }
    faults.push(...(await small(page)).map((line) => `too small: ${line}`));
    assert.deepEqual(faults, []);
  });
}

check('on a touch screen opening does not pull the keyboard up', { context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } }, async (visit) => {
  const [go] = SCENES.launcher;
  const { widget } = await go(visit);
  await widget.launcher.tap();
  await widget.panel.waitFor();
  const focused = await widget.focused();
  assert.ok(focused === 'panel', `the focus is in ${focused}`);
});

// No browser shows a virtual keyboard without a screen: this one says that half of it is covered.
check('the virtual keyboard does not hide the field', { context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } }, async (visit) => {
  await visit.context.addInitScript(() => {
    const seen = Object.assign(new EventTarget(), { height: innerHeight, offsetTop: 0, scale: 1 });
    Object.defineProperty(window, 'visualViewport', { value: seen });
  });
  const { widget } = await SCENES.launcher[0](visit);
  await visit.openPanel();
  const last = widget.panel.locator('.step :is(input, select, textarea)').last();
  await last.focus();
  await visit.page.evaluate(() => {
    visualViewport.height = 424;
    visualViewport.dispatchEvent(new Event('resize'));
  });
  const { top, bottom } = await last.evaluate((field) => field.getBoundingClientRect().toJSON());
  assert.ok(top >= 0 && bottom <= 424, `the field is at ${top} to ${bottom}`);
  const panel = await widget.panel.evaluate((panel) => panel.getBoundingClientRect().toJSON());
  assert.ok(panel.top >= 0 && panel.bottom <= 424, `the panel is at ${panel.top} to ${panel.bottom}`);
});

check('in forced colours the controls keep their edges', { context: { forcedColors: 'active' } }, async (visit) => {
  const [go] = SCENES['form, second step'];
  await go(visit);
  const edges = await visit.widget.part('submit').evaluate((element) => parseFloat(getComputedStyle(element).borderTopWidth));
  assert.ok(edges >= 1);
});
