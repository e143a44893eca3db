// Uses the console of a running host as an operator does. Environment:
//   BASE_URL  the host            TOKEN  the admin token       CHROMIUM  the browser's path
//   TOOLS     a folder with node_modules/playwright-core       SHOTS     a folder for pictures
//   SHOWN     a file to write when a QR code is shown, so that somebody scans it
// The host has the accounts `bot` (qq, waiting, default), `web`, and `wx` (weixin, not logged in), and the plugins hello.py, which prints "Good morning", and
// weather.py, which asks for settings, and shop.py, which waits for a payment.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { startBrowser } from './browser.mjs';
import { dataScenes } from './data.mjs';
import { deskScenes } from './desk.mjs';
import { pluginScenes } from './plugins.mjs';

const base = process.env.BASE_URL.replace(/\/$/, '');
const browser = await startBrowser();
const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })).newPage();
const problems = [];
page.setDefaultTimeout(10_000);
page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
page.on('console', (line) => /Content Security Policy|Uncaught/.test(line.text()) && problems.push(line.text()));
const card = (id) => page.locator(`[data-account="${id}"]`);
const state = (id, wanted) => card(id).locator('.state', { hasText: wanted }).waitFor();
const shot = async (name) => process.env.SHOTS && page.screenshot({ path: join(process.env.SHOTS, `console-${name}.png`) });

const scenes = {
  async strangers_see_how_to_log_in() {
    await page.goto(`${base}/`);
    await page.getByText('botyard token link').waitFor();
    await page.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Token').fill(process.env.TOKEN);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'Messages by hour' }).waitFor();
    await page.locator('[data-repair]', { hasText: 'accounts/broken.yaml:2' }).waitFor();
    await page.locator('[data-repair="plugin_settings"]', { hasText: 'weather.py' }).waitFor();
    await shot('0-start');
    await page.goto(`${base}/#/accounts`);
    await state('web', 'online');
    assert.ok(!page.url().includes(process.env.TOKEN));
    await shot('1-accounts');
  },
  async an_account_is_stopped_and_started() {
    await card('bot').getByRole('button', { name: 'Stop' }).click();
    await state('bot', 'disabled');
    await card('bot').getByRole('button', { name: 'Start' }).click();
    await state('bot', 'starting');
  },
  async a_change_is_seen_without_a_reload() {
    await page.locator('.line.online').waitFor();
    await page.evaluate(() => fetch('/api/v1/accounts/bot/stop', { method: 'POST' }));
    await state('bot', 'disabled');
    await page.evaluate(() => fetch('/api/v1/accounts/bot/start', { method: 'POST' }));
    await state('bot', 'starting');
  },
  async a_broken_file_is_shown_with_its_line() {
    await page.getByText('accounts/broken.yaml:2').waitFor();
  },
  async somebody_logs_an_account_in_with_a_qr_code() {
    await card('wx').getByRole('button', { name: 'Log in' }).click();
    await page.locator('dialog img.qr').waitFor();
    await page.waitForFunction(() => document.querySelector('dialog img.qr')?.naturalWidth > 0);
    await shot('2-login');
    writeFileSync(process.env.SHOWN, '');
    await page.getByText('Logged in as').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await state('wx', 'online');
  },
  async an_account_is_made() {
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByLabel('Adapter').selectOption('onebot11');
    await page.getByLabel('Id', { exact: true }).fill('../bot2');
    await page.getByLabel('Access token').fill('a secret');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('dialog').getByRole('alert').waitFor();
    await page.getByLabel('Id', { exact: true }).fill('bot2');
    await page.getByRole('button', { name: 'Create' }).click();
    await state('bot2', 'starting');
    await shot('3-made');
  },
  async an_account_without_a_token_is_marked_and_a_new_one_gets_one() {
    await page.evaluate(() =>
      fetch('/api/v1/accounts', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: 'open', im: 'qq', config: { self_id: '10009' } }),
      }),
    );
    await card('open').locator('.tag.warning', { hasText: 'no token' }).waitFor();
    assert.equal(await card('bot2').locator('.tag.warning').count(), 0);
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByLabel('Adapter').selectOption('onebot11');
    await page.getByLabel('Id', { exact: true }).fill('bot3');
    await page.getByRole('button', { name: 'Create' }).click();
    const token = await page.locator('dialog code[data-generated="access_token"]').textContent();
    assert.match(token, /^[\w-]{32,}$/);
    await page.getByText('the access token of the connection').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await state('bot3', 'starting');
    assert.equal(await card('bot3').locator('.tag.warning').count(), 0);
  },
  async the_form_asks_what_counts_in_the_browsers_language() {
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByLabel('Adapter').selectOption('onebot11');
    const url = page.locator('#new-setting-url');
    await page.locator('#new-setting-self_id').waitFor();
    assert.ok(!(await url.isVisible()));
    assert.ok(!(await page.locator('#new-setting-media_base64_limit').isVisible()));
    await page.locator('#new-setting-mode').selectOption('forward-ws');
    await url.waitFor();
    await page.getByText('More settings').click();
    await page.locator('#new-setting-media_base64_limit').waitFor();
    await page.getByLabel('Adapter').selectOption('web');
    await page.getByText('1 to 2000').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    const chinese = await (await browser.newContext({ locale: 'zh-CN', storageState: await page.context().storageState() })).newPage();
    await chinese.goto(`${base}/#/accounts`);
    await chinese
      .getByRole('button', { name: '新建账号' })
      .or(chinese.getByRole('button', { name: '新账号' }))
      .first()
      .click();
    await chinese.locator('#new-adapter').selectOption('onebot11');
    await chinese.getByText('连接方式').waitFor();
    await chinese.getByText('OneBot 实现中该连接的访问令牌').waitFor();
    await chinese.context().close();
  },
  async a_plugin_is_run() {
    await page.getByRole('link', { name: 'Plugins' }).click();
    // Its worker stands by, or comes now.
    await page.locator('table.load tr', { hasText: /python0 of \d+0 of \d+0/ }).waitFor();
    await page.locator('[data-plugin="hello.py"]').getByRole('button', { name: 'Run' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Run' }).click();
    await page.locator('dialog pre', { hasText: 'Good morning' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-plugin="hello.py"]').getByRole('link', { name: 'Runs' }).click();
    await page.locator('summary', { hasText: 'hello.py' }).click();
    await page.locator('pre', { hasText: 'Good morning' }).waitFor();
    await shot('4-runs');
  },
  async a_plugin_is_set_up() {
    await page.getByRole('link', { name: 'Plugins' }).click();
    const weather = page.locator('[data-plugin="weather.py"]');
    await weather.locator('.tag.warning', { hasText: 'needs settings' }).waitFor();
    await weather.getByRole('button', { name: 'Settings' }).click();
    const form = page.locator('dialog');
    await form.getByRole('heading', { name: 'Place' }).waitFor();
    await form.getByLabel('Days').fill('many');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Days').fill('3');
    await form.getByLabel('Key').fill('weather-secret');
    await form.getByLabel('Units').selectOption({ label: 'Fahrenheit' });
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('set; type to replace it').or(form.getByPlaceholder('set; type to replace it')).first().waitFor();
    assert.equal(await form.getByLabel('Key').inputValue(), '');
    await shot('4-params');
    await form.getByLabel('City').fill('<b>Berlin</b>');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await weather.locator('.tag.warning').waitFor({ state: 'detached' });
    const told = await page.evaluate(() => fetch('/api/v1/buckets/weather').then((answer) => answer.json()));
    assert.deepEqual(told, { city: '<b>Berlin</b>', days: '3', key: '***', units: 'f' });
  },
  ...pluginScenes({ page, browser, shot }),
  ...dataScenes({ page, shot }),
  ...deskScenes({ page, base, shot }),
  async it_tells_who_would_send_and_sends() {
    await page.getByRole('link', { name: 'Send' }).click();
    await page.getByLabel('IM', { exact: true }).fill('qq');
    await page.getByLabel('Group').fill('1');
    await page.getByLabel('Text').fill('<b>hi</b>');
    await page.getByRole('button', { name: 'Who would send?' }).click();
    await page.getByText('Nobody would send.').waitFor();
    await page.getByText('account bot is starting').first().waitFor();
    await page.getByLabel('IM', { exact: true }).fill('web');
    await page.getByLabel('Group').fill('');
    await page.getByLabel('Person').fill('ann');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.state.accepted').waitFor();
    await page.getByRole('link', { name: 'Pushes' }).click();
    await page.locator('summary', { hasText: 'accepted' }).first().waitFor();
    await shot('5-pushes');
  },
  async a_form_keeps_what_was_typed_while_the_host_lives_on() {
    await page.getByRole('link', { name: 'Send' }).click();
    await page.getByLabel('Text').fill('half a sent');
    const read = page.waitForResponse(/api\/v1\/accounts$/);
    await page.evaluate(() => fetch('/api/v1/accounts/bot/stop', { method: 'POST' }));
    await read;
    await page.evaluate(() => fetch('/api/v1/accounts/bot/start', { method: 'POST' }));
    await page.waitForResponse(/api\/v1\/accounts$/);
    assert.equal(await page.getByLabel('Text').inputValue(), 'half a sent');
  },
  async what_people_typed_stays_text() {
    await page.evaluate(() =>
      fetch('/api/v1/accounts', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: 'odd', im: 'qq', alias: '<img src=x onerror=alert(1)> & "x"', config: { self_id: '10019' } }),
      }),
    );
    await page.getByRole('link', { name: 'Accounts' }).click();
    await card('odd').getByRole('heading', { name: '<img src=x onerror=alert(1)> & "x"' }).waitFor();
    await page.getByRole('link', { name: 'Pushes' }).click();
    await page.locator('summary', { hasText: 'accepted' }).first().click();
    assert.equal(await page.locator('main img, main b').count(), 0);
  },
  async opened_rows_stay_open_when_the_list_is_read_again() {
    await page.locator('details[open]').waitFor();
    const read = page.waitForResponse(/api\/v1\/pushes/);
    await page.evaluate(() =>
      fetch('/api/v1/push', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ imType: 'web', userID: 'ann', content: 'another' }),
      }),
    );
    await read;
    await page.locator('.rows > li').nth(1).locator('details[open]').waitFor();
  },
  async ten_thousand_accounts_do_not_freeze_it() {
    const one = {
      im_type: 'qq',
      alias: '',
      adapter: 'onebot11',
      state: 'online',
      sendable: true,
      default: false,
      since: new Date().toISOString(),
    };
    const accounts = Array.from({ length: 10_000 }, (_, index) => ({ ...one, id: `bot${index}` }));
    await page.route(/api\/v1\/accounts$/, (route) => route.fulfill({ json: { accounts, problems: [] } }));
    await page.getByRole('link', { name: 'Accounts' }).click();
    await card('bot0').waitFor();
    assert.ok((await page.locator('.card').count()) <= 100);
    await page.getByRole('button', { name: '9900 more' }).click();
    await card('bot150').waitFor();
    await page.getByRole('searchbox', { name: 'Find' }).fill('bot9999');
    await card('bot9999').waitFor();
    assert.equal(await page.locator('.card').count(), 1);
    await page.unroute(/api\/v1\/accounts$/);
  },
  async sessions_are_shown_and_ended() {
    await fetch(`${base}/api/v1/sessions`, {
      method: 'POST',
      body: '{}',
      headers: { Authorization: `Bearer ${process.env.TOKEN}`, 'Content-Type': 'application/json', 'User-Agent': 'Another browser' },
    });
    await page.getByRole('link', { name: 'People' }).click();
    const other = page.locator('.session', { hasText: 'Another browser' });
    await other.waitFor();
    await page.locator('.session', { hasText: 'this browser' }).waitFor();
    await shot('6-sessions');
    await other.getByRole('button', { name: 'End' }).click();
    await other.waitFor({ state: 'detached' });
  },
  async a_login_that_has_ended_can_be_renewed() {
    await page.locator('.session', { hasText: 'this browser' }).getByRole('button', { name: 'End' }).click();
    await page.getByLabel('Token').fill(process.env.TOKEN);
    await page.keyboard.press('Enter');
    await page.locator('.session', { hasText: 'this browser' }).waitFor();
    await page.locator('.line.online').waitFor();
  },
  async adapters_show_their_settings() {
    await page.getByRole('link', { name: 'Adapters' }).click();
    await page.getByText('OneBot v11').waitFor();
    for (const summary of await page.locator('summary').all()) {
      await summary.click();
    }
    await page.getByText('access_token').first().waitFor();
  },
};

let failed = 0;
for (const [name, scene] of Object.entries(scenes)) {
  try {
    await scene();
    console.log(`ok      ${name}`);
  } catch (failure) {
    failed += 1;
    console.log(`FAILED  ${name}: ${failure.stack}`);
    await shot(`failed-${name}`);
  }
}
await browser.close();
problems.forEach((problem) => console.log(problem));
process.exit(failed || problems.length ? 1 : 0);
