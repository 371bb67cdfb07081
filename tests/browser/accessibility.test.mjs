import assert from 'node:assert/strict';
import { check } from '../support/browser.mjs';
import { axe, findings, small, wide } from '../support/looks.mjs';
import { SCENES } from '../support/scenes.mjs';

// Twice as many pixels, as where a page is zoomed to 200 %: 1280 x 800 of them are 640 x 400 then.
const context = { deviceScaleFactor: 2, reducedMotion: 'reduce' };

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
check('the virtual keyboard does not hide the field', { context: { reducedMotion: 'reduce', hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } }, async (visit) => {
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
