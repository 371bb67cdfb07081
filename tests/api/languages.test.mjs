import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { call, getView, putSite } from '../support/api.mjs';

const LANGS = ['en', 'fi', 'ar', 'da', 'de', 'es', 'et', 'fr', 'he', 'it', 'ja', 'nb', 'nl', 'pl', 'pt', 'ru', 'sv'];

describe('the product\'s own words', () => {
  let site;
  const flow = async (lang) => (await call('GET', `/v1/sites/${site}/queues/q/flow?view=form&lang=${lang}`, { token: null })).json;
  before(async () => {
    const questionnaire = [{ element: 'likert', name: 'mood', label: 'Mood' }, { element: 'textarea', name: 'message', label: 'Message' }];
    site = await putSite({ q: { closed: { view: 'form', form: { questionnaire } } }, standard: { closed: { view: 'form' } } }, { langs: LANGS });
  });

  for (const lang of LANGS) {
    test(`${lang}: its own words, its direction, its plural forms, and no other language`, async () => {
      const { words, steps } = await flow(lang);
      const wanted = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
      assert.deepEqual(Object.keys(words.waiting).sort(), [...wanted].sort());
      const { json: view } = await getView(site, 'standard', `?lang=${lang}`);
      assert.deepEqual([view.lang, view.markup[1].dir], [lang, ['ar', 'he'].includes(lang) ? 'rtl' : 'ltr']);
      if (lang === 'en') return;
      const english = await flow('en');
      const same = Object.entries(words).filter(([name, word]) => typeof word === 'string' && word === english.words[name]).map(([name]) => name);
      assert.deepEqual(same, [], 'still English');
      const { json: inEnglish } = await getView(site, 'standard', '?lang=en');
      for (const word of ['Your name', 'Your message', 'Strongly agree']) {
        assert.ok(JSON.stringify([inEnglish.markup, english.steps]).includes(word), word);
        assert.ok(!JSON.stringify([view.markup, steps]).includes(word), word);
      }
    });
  }

  test('Norwegian of either kind is Norwegian', async () => {
    for (const lang of ['no', 'nn-NO', 'nb-NO']) assert.equal((await getView(site, 'standard', `?lang=${lang}`)).json.lang, 'nb');
  });
});
