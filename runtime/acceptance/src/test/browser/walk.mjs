// Walks through every page of two hosts, one with something of everything and a new one. Environment:
//   BASE_URL, TOKEN     the furnished host, its admin token      FRESH_URL, FRESH_TOKEN  the new one
//   AXE       the script of axe-core        CHROMIUM, TOOLS, SHOTS  as for console.mjs; SHOTS gets a picture of each page
//   ONLY      a part of the names of pages that are visited, such as zh or accounts; all without it
// Each page and its windows are looked at in both languages, 1280 and 390 pixels wide, light and dark.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { startBrowser } from './browser.mjs';

const { SHOTS: shots, ONLY: only = '' } = process.env;
const axe = readFileSync(process.env.AXE, 'utf8');
const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'];
const LANGUAGES = { en: 'en-GB', zh: 'zh-CN' };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Another scheme changes nothing but colours.
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
// The button that opens a page's window.
const WINDOWS = {
  accounts: 'main > .buttons > button',
  plugins: 'main > .buttons > button.primary',
  replies: 'main > .buttons > button.primary',
  containers: 'main > .buttons > button.primary',
  payments: 'main > .buttons > button',
  buckets: '.bar button.primary',
  'plugins/hello.py': '.head ~ .buttons > button:nth-of-type(2)',
};

const hosts = [
  { name: 'furnished', url: process.env.BASE_URL, token: process.env.TOKEN },
  { name: 'fresh', url: process.env.FRESH_URL, token: process.env.FRESH_TOKEN },
].map((host) => ({ ...host, url: host.url.replace(/\/$/, '') }));
const problems = new Map();
let looks = 0;

const tell = (where, what) => problems.set(what, [...(problems.get(what) ?? []), where]);

/** Sentences of the console that a Chinese page must not show in English. */
async function englishOf(url) {
  const found = [];
  for (const name of ['words.js', 'startwords.js', 'statewords.js']) {
    const table = await (await fetch(`${url}/console/${name}`)).text();
    for (const [, en, zh] of table.matchAll(/^ {2}\w+: \[\s*(?:'((?:[^'\\]|\\.)+)'),\s*'((?:[^'\\]|\\.)+)',?\s*\]/gm)) {
      // Of a sentence that is hardly more than what is filled in, nobody can tell whose it is.
      const fixed = en.replace(/\{\w+\}/g, '').replace(/[^A-Za-z]/g, '').length;
      if (en !== zh && fixed > (en.includes('{') ? 9 : 1)) {
        found.push(
          new RegExp(
            `^${en
              .replace(/\\'/g, "'")
              .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
              .replace(/\{\w+\}/g, '.+')}$`,
          ),
        );
      }
    }
  }
  assert.ok(found.length > 200, `${found.length} words`);
  return found;
}

/** Waits until a page has read what it shows; an empty one never has. */
const settled = (page) =>
  page.waitForFunction(() => {
    const text = document.querySelector('#app, main')?.querySelector('main')?.textContent ?? document.body.textContent;
    return !text.includes('Loading…') && !text.includes('加载中…') && text.trim().length > 5;
  });

/** What a person reads on the page, and what is read to them; code, values as files have them, and what people wrote are left out. */
const wordsOn = () => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: at, data } = walker.currentNode;
    if (
      data.trim() &&
      at.value !== data &&
      !at.closest('code, pre, textarea, script, noscript, .said, .cut, .log, .code, [lang]:not(html)')
    ) {
      said.push(data.trim());
    }
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    said.push(...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name)).filter(Boolean));
  }
  return said;
};

/** What is wider than the window, or cut off by a part that cannot be scrolled. */
const wideOn = () =>
  document.documentElement.scrollWidth <= innerWidth
    ? []
    : [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 3)
        .map((element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 40)}"`);

async function judge(page, where, rules) {
  const { violations } = await page.evaluate(
    async (only) => window.axe.run(document, { runOnly: only, resultTypes: ['violations'] }),
    rules,
  );
  for (const { id, help, nodes } of violations) {
    for (const node of nodes.slice(0, 4)) {
      const facts = node.any[0]?.data?.contrastRatio
        ? ` ${node.any[0].data.contrastRatio} ${node.any[0].data.fgColor} on ${node.any[0].data.bgColor}`
        : '';
      tell(where, `axe ${id}: ${help}\n      ${node.html.slice(0, 200)}${facts}`);
    }
  }
}

async function look(page, name, language, english) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const where = `${name} ${language} ${width} ${colorScheme}`;
      // The same page with fewer letters, on a desk, shows nothing new; on a phone it is looked at anew.
      const seen = language !== 'en' && width === WIDTHS[0];
      if (seen || !where.includes(only)) {
        continue;
      }
      looks += 1;
      await judge(page, where, colorScheme === SCHEMES[0] ? RULES : OF_COLOURS);
      if (shots) {
        await page.screenshot({ path: join(shots, `${where.replace(/[^\w-]+/g, '_')}.png`), fullPage: true });
      }
    }
    (await page.evaluate(wideOn)).forEach((element) => tell(`${name} ${language} ${width}`, `wider than the window: ${element}`));
  }
  if (language === 'zh') {
    const said = await page.evaluate(wordsOn);
    said.filter((words) => english.some((one) => one.test(words))).forEach((words) => tell(name, `not in Chinese: ${words}`));
  }
}

/** The first of each kind, and with them every form that a page of one can have. */
const oneOfEach = (all, kind) => [...new Map([...all].reverse().map((one) => [kind(one), one])).values()].reverse();

async function visit(page, host, language, english) {
  const at = (name) => `${host.name} ${name}`;
  const open = async (path) => {
    await page.goto(`${host.url}/${path}`);
    await settled(page);
    await page.evaluate(axe);
  };
  await open('');
  await page.locator('main form').waitFor();
  await look(page, at('login'), language, english);
  await page.locator('input[type=password]').fill(host.token);
  await page.keyboard.press('Enter');
  await page.locator('.plots').waitFor();
  const go = async (route) => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${route}`);
    await page.waitForTimeout(30);
    await settled(page);
  };
  const answer = (path) => page.evaluate((to) => fetch(`api/v1${to}`).then((told) => told.json()), path);
  const views = await page
    .locator('.top nav a[href^="#/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href').slice(2)));
  assert.ok(views.length > 15, views.join());
  const { accounts } = await answer('/accounts');
  const { plugins } = await answer('/plugins');
  const { runs } = await answer('/runs?limit=100');
  const { sizes } = await answer('/buckets');
  const details = [
    ...oneOfEach(accounts, ({ state }) => state).map(({ id }) => `accounts/${id}`),
    ...oneOfEach(plugins, ({ language, state, needs_settings: needs }) => [language, state, needs.length > 0].join()).map(
      ({ file }) => `plugins/${file}`,
    ),
    ...runs.slice(0, 1).map(({ plugin }) => `runs/${plugin}`),
    ...runs
      .filter(({ trigger }) => trigger === 'message')
      .slice(0, 1)
      .map(({ id }) => `trace/run:${id}`),
    ...Object.keys(sizes)
      .slice(0, 1)
      .map((name) => `buckets/${name}`),
  ];
  for (const route of [...views, ...details]) {
    await go(route);
    await page.evaluate(() =>
      document.querySelectorAll('main details').forEach((one) => {
        one.open = true;
      }),
    );
    await look(page, at(route), language, english);
    if (WINDOWS[route]) {
      await page.locator(WINDOWS[route]).first().click();
      await page.locator('dialog[open]').waitFor();
      await look(page, at(`${route} window`), language, english);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 800 });
  await page.goto(`${host.url}/chat/`);
  await page.locator('textarea').waitFor();
  if (host.name === 'furnished') {
    await page.locator('textarea').fill('hello');
    await page.keyboard.press('Enter');
    await page.locator('.entry:not(.mine) .bubble').first().waitFor();
  }
  await page.evaluate(axe);
  await look(page, at('chat'), language, english);
  if (host.name === 'fresh') {
    await open(`manual/${language}/index`);
    const pages = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.ok(pages.length > 10, pages.join());
    for (const name of pages) {
      await open(`manual/${language}/${name}`);
      await look(page, `manual ${name}`, language, english);
    }
  }
}

if (shots) {
  mkdirSync(shots, { recursive: true });
}
const browser = await startBrowser();
const began = Date.now();
const english = await englishOf(hosts[0].url);

async function walk(host) {
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const here = () => `${host.name} ${language} ${new URL(page.url()).pathname}${new URL(page.url()).hash}`;
    page.on('pageerror', (error) => tell(here(), `page error: ${error.message}`));
    page.on('console', (line) => {
      // A browser that is not let in yet is told so.
      if (line.type() === 'error' && !/status of 401/.test(line.text())) {
        tell(here(), `console: ${line.text()} ${line.location().url}`);
      }
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    await visit(page, host, language, english).catch((failure) => tell(here(), `it cannot be walked: ${failure.message}`));
    await context.close();
  }
}

await Promise.all(hosts.map(walk));
await browser.close();
for (const [what, places] of problems) {
  console.log(`FAIL ${what}\n      ${places.length} ×: ${places.slice(0, 6).join(' | ')}`);
}
console.log(`${looks} looks in ${Math.round((Date.now() - began) / 1000)} s, ${problems.size} problems`);
process.exit(problems.size ? 1 : 0);
