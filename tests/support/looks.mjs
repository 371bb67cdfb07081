// What a page must be for everybody: what axe finds, what sticks out, what a finger misses.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { check } from './browser.mjs';

export const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What axe finds, in a line each. It looks into open shadow roots by itself.
export async function findings(page) {
  const found = await page.evaluate(async (values) => {
    const roots = [document, ...[...document.querySelectorAll('afterhours-widget')].map((element) => element.shadowRoot)];
    // What turns for ever stands still instead.
    const end = (animation) => (animation.effect.getComputedTiming().endTime === Infinity ? animation.cancel() : animation.finish());
    roots.forEach((root) => root.getAnimations().forEach(end));
    const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
    const lines = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary}`));
    return { lines, checked: passes.flatMap(({ nodes }) => nodes.map(({ target }) => target)).filter(([target]) => Array.isArray(target)).length };
  }, RULES);
  const isWidget = await page.locator('afterhours-widget').count();
  if (isWidget) assert.ok(found.checked > 0, 'axe looked into the shadow root');
  return found.lines;
}

// Tests a page of the console, once `go` has led there. `narrow` waits for what a small screen shows instead.
export function checkLooks(name, ...rest) {
  const go = rest.pop();
  const { narrow = () => {}, ...options } = rest.pop() ?? {};
  check(`${name}: axe finds nothing, light or dark; it fits small screens and fingers`, { context: { reducedMotion: 'reduce' }, ...options }, async (visit) => {
    const { page } = visit;
    await visit.context.addInitScript({ path: axe });
    await go(visit);
    await visit.settled();
    const faults = [];
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await findings(page)).map((line) => `${colorScheme}: ${line}`));
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await narrow(visit);
    await visit.settled();
    faults.push(...(await wide(page)).map((line) => `too wide: ${line}`));
    faults.push(...(await small(page)).map((line) => `too small: ${line}`));
    assert.deepEqual(faults, []);
  });
}

// What sticks out sideways.
export function wide(page) {
  return page.evaluate(() => {
    const host = document.querySelector('afterhours-widget');
    const all = [...(host ? host.shadowRoot : document.body).querySelectorAll('*')].filter((e) => e.checkVisibility({ visibilityProperty: true }));
    const name = (e) => `${e.localName}.${e.className} ${e.textContent.slice(0, 30)}`;
    const outside = all.filter((e) => {
      const { left, right, width } = e.getBoundingClientRect();
      return width && (left < -0.5 || right > innerWidth + 0.5);
    });
    // What only screen readers say takes no place.
    const unseen = (e) => getComputedStyle(e).clipPath !== 'none';
    const scrolling = [document.documentElement, ...all].filter((e) => !unseen(e) && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' && !/^(input|select|textarea)$/.test(e.localName));
    return [...outside, ...scrolling].map(name);
  });
}

// Targets that a finger misses: 44 px each way; 24 px of height for a link within a text.
export function small(page) {
  return page.evaluate(() => {
    const host = document.querySelector('afterhours-widget');
    const all = [...(host ? host.shadowRoot : document.body).querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
    return all.filter((e) => e.checkVisibility({ visibilityProperty: true })).flatMap((element) => {
      // A link may be stretched over all that it stands in.
      const stretched = getComputedStyle(element, '::after').position === 'absolute' && element.closest('li');
      const target = /^(radio|checkbox)$/.test(element.type) ? element.closest('label') : stretched || element;
      const { width, height } = target.getBoundingClientRect();
      const inline = element.localName === 'a' && getComputedStyle(element).display === 'inline';
      // A link in a text may be hit in the whole height of its line.
      const tall = inline ? Math.max(height, parseFloat(getComputedStyle(element).lineHeight)) : height;
      const fits = inline ? tall >= 24 : width >= 44 && tall >= 44;
      return fits ? [] : [`${element.localName} "${element.textContent || element.name}": ${Math.round(width)} x ${Math.round(tall)}`];
    });
  });
}
