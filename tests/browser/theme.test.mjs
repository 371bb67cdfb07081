import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';

const queues = { form: { name: 'Support', closed: { view: 'form' } } };
const site = (theme) => putSite(queues, { theme });
const style = (locator, name) => locator.evaluate((element, name) => getComputedStyle(element)[name], name);
const family = (visit, family) => `<link rel="stylesheet" href="${visit.host.style(`body { font-family: ${family} }`)}">`;

for (const [said, side] of [[undefined, 'left'], ['start', 'left'], ['end', 'right']]) {
  check(`with the position "start" in the theme, and ${said ? `"${said}"` : 'nothing'} on the tag, the launcher is ${side}`, async (visit) => {
    const more = said ? { 'data-position': said } : {};
    const widget = await visit.open({ tags: tag(await site({ position: 'start' }), 'form', more) });
    await widget.launcher.waitFor();
    const { x, width } = await widget.launcher.boundingBox();
    assert.equal(x + width / 2 < visit.page.viewportSize().width / 2 ? 'left' : 'right', side);
  });
}

check('the font "page" is that of the page around', async (visit) => {
  const widget = await visit.open({ head: family(visit, 'monospace'), tags: tag(await site({ font: 'page' }), 'form') });
  await widget.launcher.waitFor();
  assert.equal(await style(widget.launcher, 'fontFamily'), 'monospace');
});

check('without a font in the theme, that of the page around does not reach in', async (visit) => {
  const widget = await visit.open({ head: family(visit, 'monospace'), tags: tag(await site({}), 'form') });
  await widget.launcher.waitFor();
  assert.match(await style(widget.launcher, 'fontFamily'), /^system-ui/);
});

check('the radius of the theme rounds panel, fields and buttons', async (visit) => {
  const widget = await visit.open({ tags: tag(await site({ radius: 0 }), 'form') });
  await widget.open();
  for (const part of [widget.panel, widget.field('email'), widget.part('submit')]) assert.equal(await style(part, 'borderTopLeftRadius'), '0px');
});
