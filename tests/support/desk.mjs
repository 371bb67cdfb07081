// The console in a browser, as somebody uses it who is signed in.
import { base } from './api.mjs';
import { link } from './console.mjs';

// Cookies of `__Host-` want a name that browsers trust without a certificate.
export const here = base?.replace('127.0.0.1', 'localhost');

export class Desk {
  constructor(page, site) {
    this.page = page;
    this.site = site;
  }

  // Signs in on the page, by a link.
  static async enter(page, site, email) {
    const desk = new Desk(page, site);
    await page.goto(`${here}/console/${site}/sign-in#${await link(site, email)}`);
    // On narrow screens the queues are behind a button.
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    await page.locator('#sidebar').waitFor({ state: 'attached' });
    return desk;
  }

  get queues() {
    return this.page.getByRole('navigation', { name: 'Queues' });
  }

  // The entries of the log that are drawn.
  get rows() {
    return this.page.locator('main li.row');
  }

  get title() {
    return this.page.getByRole('heading', { level: 1 });
  }

  get standing() {
    return this.page.getByRole('region', { name: 'Status' }).getByRole('status');
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async open(path) {
    await this.page.goto(`${here}/console/${this.site}${path}`);
    // While it is not known who is signed in, a heading stands alone.
    await this.page.locator('#main h1').waitFor();
  }

  async viewContent(row = this.rows.first()) {
    await row.getByRole('link', { name: /View content/ }).click();
    await this.standing.waitFor();
  }
}
