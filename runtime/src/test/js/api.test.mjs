import test from 'node:test';
import assert from 'node:assert/strict';
import './pages.mjs';

const { get, ifThere } = await import(new URL('../../main/resources/console/api.js', import.meta.url));

test('what is not there is nothing, by whichever status the host says so', async (context) => {
  const answers = (status, body) => context.mock.method(globalThis, 'fetch', async () => new Response(body, { status }));
  answers(200, '{"kind":"git"}');
  assert.deepEqual(await ifThere('/plugins/tea.py/origin'), { kind: 'git' });
  answers(204, null);
  assert.equal(await ifThere('/plugins/tea.py/origin'), null);
  answers(404, '{"error":{"message":"there is no plugin"}}');
  assert.equal(await ifThere('/plugins/tea.py/origin'), null);
  await assert.rejects(get('/plugins/tea.py/origin'), { status: 404, message: 'there is no plugin' });
});
