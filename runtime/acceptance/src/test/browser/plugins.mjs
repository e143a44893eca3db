// What an operator does with the files of plugins; `console.mjs` plays it in its turn.

import assert from 'node:assert/strict';

export const pluginScenes = ({ page, shot }) => {
  const dialog = page.locator('dialog');
  const list = () => page.getByRole('link', { name: 'Plugins', exact: true }).click();
  const state = () => page.locator('section.card .tag.strong').first();
  return {
    async a_plugin_is_written_from_the_template() {
      await list();
      await page.getByRole('button', { name: 'New plugin' }).click();
      await dialog.getByLabel('Name').fill('desk');
      await dialog.getByRole('button', { name: 'Go on' }).click();
      const text = dialog.getByLabel('Text of desk.py');
      assert.match(await text.inputValue(), /#\[rule: desk\]/);
      await text.fill('#[author: ann]\n#[rule: desk]\nprint(\n');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog.getByText('It was not saved').waitFor();
      await dialog.getByRole('button', { name: 'line 3' }).click();
      assert.equal(await text.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), 'print(');
      await shot('7-editor-problem');
      await text.fill('#[author: ann]\n#[rule: desk]\nprint("from the desk")\n');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await page.waitForURL(/#\/plugins\/desk\.py$/);
    },
    async it_is_run_changed_and_its_former_version_shown() {
      await page.getByRole('button', { name: 'Run' }).click();
      await dialog.getByRole('button', { name: 'Run' }).click();
      await dialog.locator('pre', { hasText: 'from the desk' }).waitFor();
      await page.keyboard.press('Escape');
      const text = page.getByLabel('Text of desk.py');
      await text.fill('#[author: ann]\n#[rule: table]\nprint("from the table")\n');
      await page.keyboard.press('Control+s');
      await page.getByText('Saved; it is in force now.').waitFor();
      await page.locator('dd code', { hasText: 'table' }).waitFor();
      await page.getByRole('button', { name: 'What is other now' }).click();
      await page.locator('.diff .plus', { hasText: '+#[rule: table]' }).waitFor();
      await shot('8-plugin');
    },
    async somebody_elses_change_is_not_written_over() {
      const put = () =>
        fetch('api/v1/plugins/desk.py', {
          method: 'PUT',
          body: JSON.stringify({ source: '#[rule: chair]\n' }),
          headers: { 'Content-Type': 'application/json' },
        });
      await page.evaluate(put);
      await page.getByLabel('Text of desk.py').fill('mine');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'was changed since you read it' }).waitFor();
      await page.getByRole('button', { name: 'Read again' }).click();
      await page.waitForFunction(() => document.querySelector('.editor textarea').value.includes('chair'));
    },
    async a_plugin_is_switched_confined_removed_and_brought_back() {
      await page.getByRole('button', { name: 'Turn off' }).click();
      await state().filter({ hasText: 'off' }).waitFor();
      await page.getByRole('button', { name: 'Turn on' }).click();
      await state().waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Buckets', exact: true }).click();
      await dialog.getByLabel('Buckets of desk.py').or(dialog.locator('textarea')).first().fill('kitchen');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      const kept = await page.evaluate(() => fetch('api/v1/plugins/desk.py/buckets').then((answer) => answer.json()));
      assert.deepEqual(kept.buckets, ['kitchen']);
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByRole('button', { name: 'Really remove' }).click();
      await page.waitForURL(/#\/plugins$/);
      await page.locator('summary', { hasText: 'Removed plugins' }).click();
      await page.getByRole('link', { name: 'desk.py' }).click();
      await page.getByRole('button', { name: 'Bring back' }).first().click();
      await page.getByRole('button', { name: /^Really bring version/ }).click();
      await page.getByLabel('Text of desk.py').waitFor();
    },
    async what_is_no_script_is_not_installed() {
      await list();
      await page.getByRole('button', { name: 'Install' }).click();
      await dialog.getByLabel('Address').fill(`${new URL(page.url()).origin}/`);
      await dialog.getByRole('button', { name: 'See what it asks for' }).click();
      await dialog.getByRole('alert').filter({ hasText: 'gives a web page' }).waitFor();
      await shot('9-install');
      await page.keyboard.press('Escape');
    },
    async the_pages_of_plugins_fit_a_phone() {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto(`${new URL(page.url()).origin}/#/plugins/desk.py`);
      await page.getByLabel('Text of desk.py').waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the window');
      await shot('10-phone');
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.evaluate(() => fetch('api/v1/plugins/desk.py', { method: 'DELETE' }));
      await list();
    },
  };
};
