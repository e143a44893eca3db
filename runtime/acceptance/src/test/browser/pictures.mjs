// Takes the pictures of the manual from a furnished host. Environment:
//   BASE_URL, TOKEN  the host        LANGUAGE  en or zh        CHROMIUM, TOOLS  as for console.mjs
//   PICTURES         the folder of the manual's pictures of that language
// WebP comes from Chromium itself, over its DevTools.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from './browser.mjs';

const { LANGUAGE: language, PICTURES: folder, TOKEN: token } = process.env;
const base = process.env.BASE_URL.replace(/\/$/, '');
const chinese = language === 'zh';
const QUALITY = 72;

const browser = await startBrowser();
const context = await browser.newContext({
  locale: chinese ? 'zh-CN' : 'en-GB',
  timezoneId: chinese ? 'Asia/Shanghai' : 'Europe/Berlin',
  viewport: { width: 1100, height: 800 },
});
const page = await context.newPage();
page.setDefaultTimeout(15_000);
const devtools = await context.newCDPSession(page);
mkdirSync(folder, { recursive: true });

/** Once nothing moves any more. */
async function picture(name) {
  await page.waitForLoadState('networkidle').catch(() => {});
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}

const route = async (hash) => {
  await page.evaluate((to) => {
    location.hash = to;
  }, `#/${hash}`);
};

const shots = {
  async overview() {
    await page.goto(`${base}/`);
    await page.locator('input[type=password]').fill(token);
    await page.keyboard.press('Enter');
    await page.locator('.plots').waitFor();
    await page.evaluate(() => document.activeElement.blur());
    await picture('overview');
    await page.emulateMedia({ colorScheme: 'dark' });
    if (!chinese) {
      await picture('overview-dark');
    }
    await page.emulateMedia({ colorScheme: 'light' });
  },
  async accounts() {
    await route('accounts');
    await page.locator('[data-account="tea_house"]').waitFor();
    await picture('accounts');
  },
  async qq() {
    await page.getByRole('button', { name: chinese ? '新建账号' : 'New account' }).click();
    await page.locator('#new-adapter').selectOption('onebot11');
    await page.locator('#new-id').fill('bot_qq');
    await page.locator('#new-setting-self_id').fill('10001000');
    await picture('qq');
    await page.keyboard.press('Escape');
  },
  async plugins() {
    await route('plugins');
    await page.locator('[data-plugin="weather.py"]').waitFor();
    await picture('plugins');
  },
  async plugin() {
    await route('plugins/weather.py');
    await page.locator('.cm-content').waitFor();
    await page.locator('.editor').evaluate((editor) => editor.scrollIntoView({ block: 'center' }));
    await picture('editor');
  },
  async trace() {
    await route('trace');
    const row = page.locator('[data-trace]', { hasText: chinese ? '天气' : 'weather' }).first();
    await row.locator('summary').first().click();
    await picture('trace');
  },
  async chat() {
    await page.goto(`${base}/chat/`);
    const say = async (text) => {
      await page.locator('textarea').fill(text);
      await page.keyboard.press('Enter');
    };
    await say(chinese ? '你好' : 'hello');
    await page.locator('.entry:not(.mine) .bubble').first().waitFor();
    await say(chinese ? '天气 杭州' : 'weather Hamburg');
    await page.locator('.entry:not(.mine) .bubble', { hasText: '21 °C' }).waitFor();
    await picture('chat');
  },
};

for (const [name, take] of Object.entries(shots)) {
  await take();
  console.log(`${language} ${name}`);
}
await browser.close();
