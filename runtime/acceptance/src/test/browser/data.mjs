// What an operator does with the data of plugins; `console.mjs` plays it in its turn.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export const dataScenes = ({ page, shot }) => ({
  async data_of_plugins_is_found_and_edited() {
    await page.getByRole('link', { name: 'Data' }).click();
    await page.getByRole('button', { name: 'New value' }).click();
    const form = page.locator('dialog');
    await form.getByLabel('Bucket').fill('shop');
    await form.getByLabel('Key').fill('tea/绿茶');
    await form.getByLabel('Value').fill('<i>12</i>');
    await form.getByRole('button', { name: 'Save' }).click();
    const row = page.locator('li.value', { hasText: '<i>12</i>' });
    await row.waitFor();
    await page.getByRole('searchbox', { name: 'Find' }).fill('绿茶');
    await page.locator('li.value').filter({ hasText: 'weather' }).first().waitFor({ state: 'detached' });
    await row.getByRole('button').click();
    await form.getByLabel('Key').fill('green');
    await form.getByLabel('Value').fill('13');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: 'Find' }).fill('');
    await page.getByLabel('Bucket').selectOption('shop');
    await page.locator('li.value', { hasText: 'green' }).waitFor();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('New name').fill('shop.tea');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.waitForURL(/#\/buckets\/shop\.tea$/);
    await page.locator('li.value', { hasText: 'green' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export' }).click()]);
    const lines = readFileSync(await download.path(), 'utf8');
    assert.equal(lines, '{"bucket":"shop.tea","key":"green","value":"13"}\n');
    await shot('5-data');
    await page.getByRole('button', { name: 'Delete bucket' }).click();
    await page.getByRole('button', { name: 'Really delete shop.tea with 1 values' }).click();
    await page.waitForURL(/#\/buckets$/);
    await page.locator('li.value', { hasText: 'green' }).waitFor({ state: 'detached' });
    await page.locator('input[type=file]').setInputFiles({ name: 'b.jsonl', mimeType: 'text/plain', buffer: Buffer.from(lines) });
    await page.getByText('1 values were imported.').waitFor();
    await page.locator('li.value', { hasText: 'green' }).waitFor();
  },
  async a_payment_finds_the_script_that_waits() {
    await page.getByRole('link', { name: 'Payments' }).click();
    await page.getByText('No payment has arrived yet.').waitFor();
    const report = async (amount, remark) => {
      await page.getByRole('button', { name: 'Report a payment' }).click();
      const form = page.locator('dialog');
      await form.getByLabel('Sum').fill(amount);
      await form.getByLabel('Remark').fill(remark);
      await form.getByRole('button', { name: 'Report a payment' }).click();
      return form;
    };
    const form = await report('much', 'wrong');
    await form.getByRole('alert').waitFor();
    await form.getByRole('button', { name: 'Close' }).click();
    await (await report('19.8', '<u>tea</u>')).waitFor({ state: 'detached' });
    const tea = page.locator('[data-payment]', { hasText: '<u>tea</u>' });
    await tea.locator('.state.unclaimed').waitFor();
    await page.evaluate(() =>
      fetch('/api/v1/plugins/shop.py/run', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ imType: 'qq', userID: '77', message: 'buy', wait: 0 }),
      }),
    );
    await page.locator('[data-wait]', { hasText: '77' }).waitFor();
    await shot('6-payments');
    await tea.getByRole('button', { name: 'Give' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Give to this one' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await tea.locator('.state.claimed').waitFor();
    await page.locator('[data-wait]').waitFor({ state: 'detached' });
    await page.getByLabel('State').selectOption('unclaimed');
    await page.getByText('Nothing like that is here.').waitFor();
    await page.getByLabel('State').selectOption('');
    await tea.getByRole('button', { name: 'Forget' }).click();
    await tea.getByRole('button', { name: 'Really forget' }).click();
    await tea.waitFor({ state: 'detached' });
  },
  async an_answer_is_given_without_code() {
    await page.getByRole('link', { name: 'Replies' }).click();
    await page.getByRole('button', { name: 'New reply' }).click();
    const form = page.locator('dialog');
    await form.getByLabel('Name').fill('tea');
    await form.getByLabel('When somebody says').fill('tea?\n茶');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Answer', { exact: true }).fill('<em>green</em>\nor black');
    await form.getByRole('button', { name: 'Another answer' }).click();
    await form.getByLabel('Another answer').last().fill('none');
    await form.getByRole('button', { name: 'Save' }).click();
    const tea = page.locator('[data-reply="tea"]');
    await tea.locator('.said', { hasText: '<em>green</em>' }).waitFor();
    await shot('7-replies');
    await page.evaluate(() =>
      fetch('/api/v1/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ imType: 'web', userID: 'ann', content: '茶' }),
      }),
    );
    await tea.getByRole('link', { name: 'Runs' }).click();
    await page.locator('summary', { hasText: 'replies.yaml: tea' }).filter({ hasText: 'ok' }).waitFor();
    await page.getByRole('link', { name: 'Replies' }).click();
    await tea.getByRole('button', { name: 'Turn off' }).click();
    await tea.locator('.tag', { hasText: 'off' }).waitFor();
    await tea.getByRole('button', { name: 'Edit' }).click();
    await form.getByRole('button', { name: 'Delete' }).click();
    await form.getByRole('button', { name: 'Really delete' }).click();
    await tea.waitFor({ state: 'detached' });
  },
  async a_panel_is_written_tested_and_removed() {
    await page.getByRole('link', { name: 'Containers' }).click();
    await page.getByRole('button', { name: 'New container' }).click();
    const form = page.locator('dialog');
    await form.getByLabel('ID', { exact: true }).fill('home');
    await form.getByLabel('Name').fill('<b>家</b>');
    await form.getByLabel('Address').fill('nowhere');
    await form.getByLabel('Client ID').fill('id');
    await form.getByLabel('Client secret').fill('never-to-be-seen');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Address').fill('http://127.0.0.1:1');
    await form.getByRole('button', { name: 'Save' }).click();
    const home = page.locator('[data-container="home"]');
    await home.locator('h2', { hasText: '<b>家</b>' }).waitFor();
    await home.getByRole('button', { name: 'Test' }).click();
    await home.locator('.state.failed').waitFor();
    await home.getByText('It cannot be asked').waitFor();
    await home.getByRole('button', { name: 'Edit' }).click();
    await form.getByLabel('Name').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await home.locator('h2', { hasText: 'home' }).waitFor();
    await shot('8-containers');
    if ((await page.content()).includes('never-to-be-seen')) {
      throw new Error('the secret is shown');
    }
    await home.getByRole('button', { name: 'Edit' }).click();
    await form.getByRole('button', { name: 'Delete' }).click();
    await form.getByRole('button', { name: 'Really delete' }).click();
    await home.waitFor({ state: 'detached' });
  },
});
