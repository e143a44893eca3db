// Uses the chat page of a running host as a newcomer does. Environment:
//   BASE_URL  the host                TICKET    a login ticket (or LOGIN_URL, the whole link)
//   CHROMIUM  the browser's path      TOOLS     a folder with node_modules/playwright-core
//   SHOTS     a folder for pictures   SCENES    which scenes, by name; all by default
//   BOT       the account's title     ACCOUNT   the account's id
//   TOKEN     the admin token, for the scene that ends the login; left out without it
//   PLUGINS   the host's plugin folder, for the scene that changes plugins; left out without it
// The host's bot answers `hello` with a text that contains "Hello"; the other scenes need the answers of ScriptedBot.

import { createRequire } from 'node:module';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const { chromium } = createRequire(join(process.env.TOOLS ?? process.cwd(), 'index.js'))('playwright-core');
const base = process.env.BASE_URL.replace(/\/$/, '');
const login = process.env.LOGIN_URL ?? `${base}/login?ticket=${encodeURIComponent(process.env.TICKET)}`;
const shots = process.env.SHOTS;
const bot = process.env.BOT ?? 'Helper';
const account = process.env.ACCOUNT ?? 'web';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
});
const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, permissions: ['microphone'] });
const problems = [];
const watched = (page) => {
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (line) => /Content Security Policy|Uncaught/.test(line.text()) && problems.push(line.text()));
  return page;
};
await context.addInitScript(() => {
  window.openSockets = [];
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      window.openSockets.push(this);
    }
  };
});
const page = watched(await context.newPage());
const said = (where, text) => where.locator('.entry:not(.mine) .bubble', { hasText: text }).last();
const write = async (where, text) => {
  await where.getByRole('textbox', { name: 'Message' }).fill(text);
  await where.keyboard.press('Enter');
};
const shot = async (where, name) => shots && where.screenshot({ path: join(shots, `${name}.png`) });
if (shots) {
  mkdirSync(shots, { recursive: true });
}

const scenes = {
  async strangers_see_how_to_log_in() {
    const answer = await page.goto(`${base}/chat`);
    assert.equal(answer.status(), 401);
    await page.getByText('botyard token link').first().waitFor();
    await shot(page, '1-login');
    await page.goto(login);
    const enter = page.getByRole('button', { name: /Log in/ });
    await enter
      .or(page.getByRole('textbox', { name: 'Message' }))
      .first()
      .waitFor();
    if (await enter.count()) await enter.click();
    await page.waitForURL(/\/chat/);
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await shot(page, '2-empty');
  },

  async an_empty_chat_offers_what_plugins_answer_to() {
    await page.getByRole('button', { name: 'hello', exact: true }).waitFor();
    assert.equal(await page.locator('.chip').count(), 1);
    await page.getByText('botyard new plugin hello').waitFor({ state: 'detached' });
  },

  async what_is_offered_follows_the_plugins() {
    if (!process.env.PLUGINS) {
      return;
    }
    const file = join(process.env.PLUGINS, 'late.py');
    writeFileSync(file, '#[author: test]\n#[rule: late]\n');
    await page.getByRole('button', { name: 'late', exact: true }).waitFor();
    writeFileSync(file, '#[author: test]\n#[rule: late]\n#[disable: true]\n');
    await page.getByRole('button', { name: 'late', exact: true }).waitFor({ state: 'detached' });
    rmSync(file);
  },

  async hello_is_answered() {
    await write(page, 'hello');
    await said(page, /Hello/).waitFor();
    await page.locator('.entry.mine .tick.accepted').first().waitFor();
    assert.equal(await page.locator('.entry.mine').count(), 1, 'the message stands there once');
  },

  async history_survives_a_reload() {
    await page.reload();
    await said(page, /Hello/).waitFor();
    assert.equal(await page.locator('.entry.mine').count(), 1);
  },

  async markdown_is_shown_and_html_is_not() {
    await write(page, 'markdown');
    await page.locator('.markdown strong', { hasText: 'bold' }).waitFor();
    assert.match(await page.locator('.markdown').last().textContent(), /<script>alert\(1\)<\/script>/);
  },

  async pictures_and_files_go_both_ways() {
    const picker = page.locator('input[type=file]');
    await picker.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PNG });
    await page.getByText('dot.png').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await said(page, /got image/).waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('.picture img')].some((image) => image.naturalWidth > 0));
    await picker.setInputFiles({ name: 'three.txt', mimeType: 'text/plain', buffer: Buffer.alloc(1_500_000, 'x') });
    await page.getByRole('button', { name: 'Remove three.txt' }).waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await said(page, /got file/).waitFor();
    await picker.setInputFiles({ name: 'huge.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(2_200_000) });
    await page.getByRole('alert').getByText('huge.bin').waitFor();
    await write(page, 'file');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download report.html' }).click();
    assert.equal((await download).suggestedFilename(), 'report.html');
    await shot(page, '3-chat');
  },

  async a_recording_is_sent() {
    await page.getByRole('button', { name: 'Record voice' }).click();
    await page.getByRole('timer').getByText('0:01').waitFor();
    await page.getByRole('button', { name: 'Stop and send' }).click();
    await said(page, /got voice/).waitFor();
    await page.locator('audio').last().waitFor();
  },

  async quotes_and_recalls() {
    await write(page, 'quote');
    await said(page, 'quoted').locator('.quote').waitFor();
    await write(page, 'recall');
    await page.getByText(`${bot} recalled a message`).waitFor();
    await write(page, 'to be taken back');
    const mine = page.locator('.entry.mine', { hasText: 'to be taken back' });
    await mine.hover();
    await mine.getByRole('button', { name: 'Recall' }).click();
    await page.getByText('admin recalled a message').waitFor();
  },

  async a_message_says_what_became_of_it() {
    const trace = (url) => url.pathname.endsWith('/api/v1/trace');
    const last = () => page.locator('.entry.mine:not(.draft)').last();
    let told = {};
    await page.route(trace, (route) => {
      const message_id = new URL(route.request().url()).searchParams.get('message');
      const messages = message_id ? [{ account_id: account, message_id, runs: [], plugins: [], ...told }] : [];
      return told ? route.fulfill({ json: { messages } }) : route.fulfill({ status: 403, json: {} });
    });
    await page.reload();
    told = { outcome: 'no_rule', plugins: [{ plugin: 'hello.py', verdict: 'rule' }] };
    await write(page, 'nobody hears this');
    await last().locator('.fate', { hasText: 'No plugin matched' }).waitFor();
    const id = (await last().getAttribute('id')).slice('m-'.length);
    assert.equal(await last().getByRole('link', { name: 'Why?' }).getAttribute('href'), `../#/trace/message%3A${id}`);
    told = { outcome: 'failed', runs: [{ plugin: 'hello.py', status: 'error', error: '<b>KeyError</b>' }] };
    await write(page, 'fall over');
    await last().locator('.fate.bad', { hasText: 'hello.py failed: <b>KeyError</b>' }).waitFor();
    told = null;
    const refused = page.waitForResponse((answer) => trace(new URL(answer.url())));
    await write(page, 'who may not ask claims nothing');
    assert.equal((await refused).status(), 403);
    await last().locator('.tick.accepted[title="Received"]').waitFor();
    assert.equal(await last().locator('.fate').count(), 0);
    await page.unroute(trace);
    await page.reload();
  },

  async a_group_with_several_speakers() {
    await page.getByRole('button', { name: 'New user' }).click();
    await page.getByLabel('Id').fill('alice');
    await page.getByLabel('Name', { exact: true }).fill('Alice');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'New group' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Team');
    await page.getByRole('checkbox', { name: 'Alice' }).check();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Team' }).waitFor();
    await page.getByText('Alice joined').first().waitFor();
    await page.getByLabel('Speak as').selectOption('alice');
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.pressSequentially(`@${bot.slice(0, 3)}`);
    await page.getByRole('option', { name: bot }).waitFor();
    await shot(page, '4-mention');
    await page.keyboard.press('Enter');
    await box.pressSequentially('hello');
    await page.keyboard.press('Enter');
    await said(page, 'Hello Alice!').waitFor();
    await page.locator('.entry.mine .mention', { hasText: `@${bot}` }).waitFor();
    await shot(page, '5-group');
  },

  async a_push_to_a_stranger_shows_a_badge() {
    await write(page, 'push');
    await page.locator('.row', { hasText: 'stranger' }).getByLabel('1 unread').waitFor();
    await page.locator('.row', { hasText: 'stranger' }).click();
    await said(page, 'Daily report').waitFor();
    await page.locator('.row', { hasText: 'stranger' }).locator('.badge').waitFor({ state: 'detached' });
  },

  async two_tabs_agree() {
    const other = watched(await context.newPage());
    await other.goto(`${base}/chat#/${account}/group/team`);
    await said(other, 'Hello Alice!').waitFor();
    await other.getByLabel('Speak as').selectOption('admin');
    await write(other, 'seen in both tabs');
    await page.goto(`${base}/chat#/${account}/group/team`);
    await page.getByText('seen in both tabs').first().waitFor();
    await other.close();
  },

  async nothing_is_lost_or_doubled_while_offline() {
    await page.goto(`${base}/chat#/${account}/private/admin`);
    await said(page, /Hello/).waitFor();
    await context.setOffline(true);
    await page.evaluate(() => window.openSockets.forEach((socket) => socket.close()));
    await page.getByRole('status').getByText('Disconnected').waitFor();
    await write(page, 'hello from the tunnel');
    await page.locator('.entry.draft', { hasText: 'hello from the tunnel' }).waitFor();
    await shot(page, '9-offline');
    const elsewhere = await browser.newContext({ locale: 'en-GB', storageState: await context.storageState() });
    const other = watched(await elsewhere.newPage());
    await other.goto(`${base}/chat#/${account}/private/admin`);
    await write(other, 'meanwhile outside');
    await other.locator('.entry.mine', { hasText: 'meanwhile outside' }).locator('.tick.accepted').waitFor();
    await elsewhere.close();
    await context.setOffline(false);
    await page.locator('.entry.mine:not(.draft)', { hasText: 'hello from the tunnel' }).waitFor({ timeout: 30_000 });
    await page.locator('.entry.mine', { hasText: 'meanwhile outside' }).waitFor();
    assert.equal(await page.locator('.entry.mine', { hasText: 'hello from the tunnel' }).count(), 1);
    assert.equal(await page.locator('.entry.mine', { hasText: 'meanwhile outside' }).count(), 1);
    assert.equal(
      await page.locator('.entry.mine').count(),
      await page.evaluate(() => new Set([...document.querySelectorAll('.entry.mine')].map((entry) => entry.id)).size),
      'no message stands there twice',
    );
  },

  async a_closed_chat_may_be_told_that_it_was_scrolled() {
    const log = await page.locator('.log').elementHandle();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${account}/group/team`);
    await page.waitForFunction((closed) => !closed.isConnected, log);
    await log.evaluate((closed) => closed.dispatchEvent(new Event('scroll')));
  },

  async another_account_comes_and_goes() {
    const open = async (id) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${id}/private/admin`);
    };
    const sockets = () => page.evaluate(() => window.openSockets.length);
    await open(account);
    await write(page, 'start the second');
    await page.getByRole('heading', { name: 'Second second' }).waitFor();
    await open('second');
    await page.getByText('Second answers').waitFor();
    await write(page, 'hello');
    await said(page, /Hello/).waitFor();
    const before = await sockets();
    await open(account);
    await write(page, 'stop the second');
    await page.getByRole('heading', { name: 'Second second offline' }).waitFor();
    await open('second');
    await page.getByText('Second is offline').waitFor();
    await said(page, /Hello/).waitFor();
    await write(page, 'hello once more');
    await page.locator('.entry.draft', { hasText: 'hello once more' }).waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('not sent yet');
    await shot(page, '10-account-away');
    const other = watched(await context.newPage());
    await other.goto(`${base}/chat#/${account}/private/admin`);
    await write(other, 'start the second');
    await page.locator('.entry.mine:not(.draft)', { hasText: 'hello once more' }).waitFor();
    await page.getByText('Second is offline').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.entry.mine', { hasText: 'hello once more' }).count(), 1);
    assert.equal(await page.getByRole('textbox', { name: 'Message' }).inputValue(), 'not sent yet');
    assert.equal(await sockets(), before, 'the page keeps its one socket');
    await page.getByRole('textbox', { name: 'Message' }).fill('');
    await other.close();
    await open(account);
    await write(page, 'stop the second');
  },

  async works_on_a_phone_in_the_dark() {
    const phone = await browser.newContext({
      ...{ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
      colorScheme: 'dark',
      locale: 'en-GB',
      storageState: await context.storageState(),
    });
    const small = watched(await phone.newPage());
    await small.goto(`${base}/chat`);
    await small.locator('.row', { hasText: 'admin' }).waitFor();
    await shot(small, '6-phone-list');
    await small.locator('.row', { hasText: 'admin' }).first().click();
    await small.getByRole('textbox', { name: 'Message' }).waitFor();
    await said(small, /Hello/).waitFor();
    assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the phone');
    await shot(small, '7-phone-chat');
    await small.getByRole('button', { name: 'Back to chats' }).click();
    await small.locator('.row').first().waitFor();
    await phone.close();
  },

  async works_with_the_keyboard_alone() {
    await page.goto(`${base}/chat`);
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    for (let steps = 0; steps < 200; steps += 1) {
      const role = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
      if (role === 'New user') {
        break;
      }
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'id', 'the first field has the focus');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'New user', 'the focus comes back');
  },

  async a_login_that_has_ended_is_said_and_renewed() {
    const token = process.env.TOKEN;
    if (!token) {
      return;
    }
    const headers = { Authorization: `Bearer ${token}` };
    const { sessions } = await (await fetch(`${base}/api/v1/sessions`, { headers })).json();
    await Promise.all(sessions.map(({ id }) => fetch(`${base}/api/v1/sessions/${id}`, { method: 'DELETE', headers })));
    await page.getByRole('heading', { name: 'Your login has ended' }).waitFor();
    await write(page, 'hello after all');
    await page.locator('.entry.draft', { hasText: 'hello after all' }).waitFor();
    await shot(page, '11-logged-out');
    await page.waitForFunction(() => window.openSockets.length > 2);
    await page.getByRole('heading', { name: 'Your login has ended' }).waitFor();
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your login has ended' }).waitFor({ state: 'detached' });
    await page.locator('.entry.mine:not(.draft)', { hasText: 'hello after all' }).waitFor();
    assert.equal(await page.locator('.entry.mine', { hasText: 'hello after all' }).count(), 1);
  },

  async speaks_chinese() {
    const chinese = await browser.newContext({ locale: 'zh-CN', storageState: await context.storageState() });
    const other = watched(await chinese.newPage());
    await other.goto(`${base}/chat`);
    await other.getByRole('textbox', { name: '消息' }).waitFor();
    await shot(other, '8-chinese');
    await chinese.close();
  },
};

const wanted = process.env.SCENES?.split(',') ?? Object.keys(scenes);
let failed = false;
for (const name of wanted) {
  try {
    await scenes[name]();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed = true;
    console.log(`FAIL ${name}: ${error.message}`);
    await shot(page, `failed-${name}`).catch(() => {});
    break;
  }
}
problems.forEach((problem) => console.log(`FAIL ${problem}`));
await browser.close();
process.exit(failed || problems.length ? 1 : 0);
