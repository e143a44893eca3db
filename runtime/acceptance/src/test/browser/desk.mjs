// What an operator does with accounts and settings in the console, see console.mjs.

import assert from 'node:assert/strict';
import { code, textOf, write } from './code.mjs';

export const deskScenes = ({ page, base, shot }) => {
  const head = page.locator('main [data-account]');
  const ask = (path, options) => page.evaluate(([to, how]) => fetch(to, how).then((answer) => answer.json()), [`/api/v1${path}`, options]);
  return {
    async an_account_is_changed_where_it_stands() {
      await page.goto(`${base}/#/accounts`);
      await page.locator('[data-account="bot2"] h2 a').click();
      await head.getByRole('heading', { name: 'bot2' }).waitFor();
      await page.locator('.history .state').first().waitFor();
      const save = page.getByRole('button', { name: 'Save' });
      assert.ok(await save.isDisabled());
      assert.equal(await page.getByRole('textbox', { name: 'Access token' }).inputValue(), '');
      await page.getByLabel('Name to show').fill('Tea');
      await page.locator('main details summary').click();
      await page.getByLabel('Order').fill('first');
      await save.click();
      await page.getByText('expected a whole number').waitFor();
      assert.equal(await page.getByLabel('Order').getAttribute('aria-invalid'), 'true');
      await page.getByLabel('Order').fill('7');
      await save.click();
      await head.getByRole('heading', { name: 'Tea' }).waitFor();
      assert.equal((await ask('/accounts/bot2')).order, 7);
      await shot('account');
    },
    async a_setting_of_another_mode_goes_with_its_mode() {
      await page.getByLabel('How the two sides connect').selectOption('forward-ws');
      await page.locator('[id="new-setting-config.url"]').fill('ws://127.0.0.1:9');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.waitForFunction(() => document.querySelector('button.primary')?.disabled);
      await page.getByLabel('How the two sides connect').selectOption('');
      assert.equal(await page.locator('[id="new-setting-config.url"]').count(), 0);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.waitForFunction(() => document.querySelector('button.primary')?.disabled);
      const form = await ask('/accounts/bot2/settings');
      assert.deepEqual(
        form.config.filter(({ source }) => source).map(({ key }) => key),
        ['access_token'],
      );
    },
    async an_account_is_copied_and_removed() {
      await page.locator('#copy-id').fill('bot9');
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.locator('main [data-account="bot9"]').waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Really remove bot9' }).click();
      await page.locator('[data-account="bot2"]').waitFor();
      assert.equal(await page.locator('[data-account="bot9"]').count(), 0);
    },
    async settings_are_changed_in_the_form() {
      await page.goto(`${base}/#/settings`);
      await page.getByRole('searchbox').fill('failover');
      await page.getByLabel('Failover').selectOption('same-im');
      await page.getByRole('searchbox').fill('administrators');
      await page.getByLabel('Administrators').fill('qq: 10001, 10002');
      await page.getByRole('searchbox').fill('port');
      await page.getByLabel('Port', { exact: true }).fill('many');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('expected a whole number').waitFor();
      await page.getByLabel('Port', { exact: true }).fill('8201');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('In effect from the next start').waitFor();
      assert.match(
        (await ask('/settings')).text,
        /failover: same-im[\s\S]*qq: \[10001, 10002\]|qq: \[10001, 10002\][\s\S]*failover: same-im/,
      );
      await page.getByRole('searchbox').fill('');
      await shot('settings');
    },
    async settings_are_changed_as_text() {
      await page.getByRole('button', { name: 'Text' }).click();
      const text = code(page, 'botyard.yaml');
      await text.waitFor();
      const before = await textOf(text);
      await write(text, `${before}prot: 1\n`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('.faults li', { hasText: "Did you mean 'port'?" }).waitFor();
      await page.locator('.cm-lint-marker-error').waitFor();
      await write(text, before.replace(/^port:.*\n/m, ''));
      await page.getByRole('button', { name: 'Save' }).click();
      await page.waitForFunction(() => document.querySelector('button.primary[aria-pressed]') && !document.querySelector('[data-waits]'));
      assert.doesNotMatch((await ask('/settings')).text, /^port:/m);
    },
  };
};
