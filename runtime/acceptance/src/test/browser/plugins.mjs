// What an operator does with the files of plugins; `console.mjs` plays it in its turn.

import assert from 'node:assert/strict';
import { code, marked, textOf, write } from './code.mjs';

export const pluginScenes = ({ page, browser, shot }) => {
  const dialog = page.locator('dialog');
  const list = () => page.getByRole('link', { name: 'Plugins', exact: true }).click();
  const state = () => page.locator('section.card .tag.strong').first();
  return {
    async a_plugin_is_written_from_the_template() {
      await list();
      await page.getByRole('button', { name: 'New plugin' }).click();
      await dialog.getByLabel('Name').fill('desk');
      await dialog.getByRole('button', { name: 'Go on' }).click();
      const text = code(dialog, 'Text of desk.py');
      await text.waitFor();
      assert.match(await textOf(text), /#\[rule: desk\]/);
      await write(text, '#[author: ann]\n#[rule: desk]\nprint(\n');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog.getByText('It was not saved').waitFor();
      await dialog.getByRole('button', { name: 'line 3' }).click();
      assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.getSelection().toString()), 'print(');
      assert.deepEqual(await marked(dialog), [3]);
      await shot('7-editor-problem');
      await page.keyboard.press('End');
      await page.keyboard.type('"from the desk")');
      assert.match(await textOf(text), /\nprint\("from the desk"\)/);
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await page.waitForURL(/#\/plugins\/desk\.py$/);
    },
    async it_is_run_changed_and_its_former_version_shown() {
      await page.getByRole('button', { name: 'Run' }).click();
      await dialog.getByRole('button', { name: 'Run' }).click();
      await dialog.locator('pre', { hasText: 'from the desk' }).waitFor();
      await page.keyboard.press('Escape');
      const text = code(page, 'Text of desk.py');
      await write(text, '#[author: ann]\n#[rule: table]\nprint("from the table")\n');
      await page.keyboard.press('Control+s');
      await page.getByText('Saved; it is in force now.').waitFor();
      await page.locator('dd code', { hasText: 'table' }).waitFor();
      await page.getByRole('button', { name: 'What is other now' }).click();
      await page.locator('.diff .plus', { hasText: '+#[rule: table]' }).waitFor();
      await shot('8-plugin');
    },
    async the_editor_is_used_by_the_keyboard_alone() {
      const text = code(page, 'Text of desk.py');
      await text.focus();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Tab');
      assert.match(await textOf(text), /^ {4}#\[author: ann\]/);
      await page.keyboard.press('Shift+Tab');
      assert.match(await textOf(text), /^#\[author: ann\]/);
      await page.keyboard.press('Control+f');
      await page.keyboard.type('table');
      await page.keyboard.press('Enter');
      await page.locator('.cm-searchMatch-selected').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.cm-search').waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Check', 'Tab leaves the editor after Escape');
    },
    async the_editor_speaks_chinese() {
      const context = await browser.newContext({ locale: 'zh-CN', storageState: await page.context().storageState() });
      const chinese = await context.newPage();
      await chinese.goto(page.url());
      await code(chinese, 'desk.py 的源码').focus();
      await chinese.keyboard.press('Control+f');
      await chinese.getByRole('button', { name: '全部替换' }).waitFor();
      await context.close();
    },
    async where_the_editor_cannot_be_loaded_a_plain_field_does() {
      const context = await browser.newContext({ locale: 'en-GB', storageState: await page.context().storageState() });
      const other = await context.newPage();
      await other.route(/codemirror\.js$/, (route) => route.abort());
      await other.goto(page.url());
      const text = other.getByRole('textbox', { name: 'Text of desk.py' });
      await text.fill('#[rule: table]\nprint(\n');
      await other.getByRole('button', { name: 'Check' }).click();
      await other.locator('.gutter .error', { hasText: '2' }).waitFor();
      await context.close();
    },
    async somebody_elses_change_is_not_written_over() {
      const put = () =>
        fetch('api/v1/plugins/desk.py', {
          method: 'PUT',
          body: JSON.stringify({ source: '#[rule: chair]\n' }),
          headers: { 'Content-Type': 'application/json' },
        });
      await page.evaluate(put);
      await write(code(page, 'Text of desk.py'), 'mine');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'was changed since you read it' }).waitFor();
      await page.getByRole('button', { name: 'Read again' }).click();
      await page.locator('.cm-line', { hasText: 'chair' }).waitFor();
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
