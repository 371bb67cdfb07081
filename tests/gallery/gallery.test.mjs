// Pictures of the views, for docs/gallery: `cargo xtask gallery`. Nothing is asserted here but that
// each view can be reached without a complaint.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '../support/browser.mjs';
import { SCENES } from '../support/scenes.mjs';

const folder = fileURLToPath(new URL('../../docs/gallery', import.meta.url));
mkdirSync(folder, { recursive: true });

const WIDE = { viewport: { width: 900, height: 760 } };
const NARROW = { viewport: { width: 375, height: 720 }, hasTouch: true, isMobile: true };
const DARK = { colorScheme: 'dark' };
const PICTURES = {
  launcher: ['launcher', WIDE],
  message: ['message', WIDE],
  form: ['form', WIDE],
  'form-dark': ['form', { ...WIDE, ...DARK }],
  'form-narrow': ['form', NARROW],
  'form-errors': ['form with errors', WIDE],
  'form-right-to-left': ['from right to left', WIDE],
  'form-right-to-left-narrow-dark': ['from right to left', { ...NARROW, ...DARK }],
  lightbot: ['lightbot after two steps', WIDE],
  'lightbot-narrow-dark': ['lightbot after two steps', { ...NARROW, ...DARK }],
  receipt: ['receipt', WIDE],
  'receipt-narrow': ['receipt', NARROW],
  'not-sent': ['not sent, and not kept', WIDE],
  online: ['online', WIDE],
  'own-page': ['the visitor\'s own page', WIDE],
  'own-page-narrow-dark': ['the visitor\'s own page', { ...NARROW, ...DARK }],
  'own-page-sure': ['the visitor\'s own page, asked once more', WIDE],
};

for (const [file, [scene, device]] of Object.entries(PICTURES)) {
  const [go, complaints = []] = SCENES[scene];
  check(`a picture of ${file}`, { context: { ...device, reducedMotion: 'reduce' }, complaints }, async (visit) => {
    await go(visit);
    await visit.settled();
    await visit.page.screenshot({ path: join(folder, `${file}.png`) });
  });
}
