// Drives the platform's own client through a bot's day at the fake and says what the client made of it.
//   node platform-client.mjs <folder of the unpacked client> <address of the fake>
// Ends with 0 when every step went as expected. Nothing but the fake is reachable from here: the client's fixed login host is led to the fake,
// any other address fails.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , clientFolder, fakeAddress] = process.argv;
const fake = new URL(fakeAddress).origin;
const cdn = `${fake}/c2c`;
const home = mkdtempSync(join(tmpdir(), 'ilink-judge-'));
process.env.OPENCLAW_STATE_DIR = home;
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

// The program that the client is a plugin of is not there; the client needs these few functions of it.
const hostProgram = `
    export const resolvePreferredOpenClawTmpDir = () => ${JSON.stringify(home)};
    export const withFileLock = (path, options, action) => action();
    export const normalizeAccountId = (id) => id.trim().toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
`;
registerHooks({
  resolve: (name, context, next) =>
    name.startsWith('openclaw/')
      ? { url: `data:text/javascript,${encodeURIComponent(hostProgram)}`, shortCircuit: true }
      : next(name, context),
});

const network = globalThis.fetch;
globalThis.fetch = (target, options) => {
  const url = new URL(target);
  if (url.origin === 'https://ilinkai.weixin.qq.com') {
    return network(fake + url.pathname + url.search, options);
  }
  assert.equal(url.origin, fake, `the client was sent to ${url.origin}`);
  return network(url, options);
};

const part = (file) => import(pathToFileURL(join(resolve(clientFolder), 'dist/src', file)).href);
const phone = async (deed, body = {}) => {
  const answer = await network(`${fake}/_ctl/${deed}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(answer.status, 200, `the fake's phone cannot ${deed}`);
};

const api = await part('api/api.js');
const { startWeixinLoginWithQr, waitForWeixinLogin } = await part('auth/login-qr.js');
const { uploadFileToWeixin, uploadVideoToWeixin, uploadFileAttachmentToWeixin } = await part('cdn/upload.js');
const { downloadAndDecryptBuffer } = await part('cdn/pic-decrypt.js');

let account;
let cursor = '';
let latest;

async function receive() {
  const answer = await api.getUpdates({ ...account, get_updates_buf: cursor, timeoutMs: 20_000 });
  assert.ok(!answer.ret && !answer.errcode, JSON.stringify(answer));
  assert.ok(answer.get_updates_buf && answer.get_updates_buf !== cursor, 'the cursor moves on');
  cursor = answer.get_updates_buf;
  return answer.msgs;
}

const send = (item) =>
  api.sendMessage({
    ...account,
    body: {
      msg: {
        from_user_id: '',
        to_user_id: latest.from_user_id,
        client_id: randomBytes(8).toString('hex'),
        message_type: 2,
        message_state: 2,
        item_list: [item],
        context_token: latest.context_token,
      },
    },
  });

const steps = {
  async 'logs in by QR code'() {
    const begun = await startWeixinLoginWithQr({ accountId: 'judge' });
    assert.ok(URL.canParse(begun.qrcodeUrl), 'the code is an address to draw');
    const waiting = waitForWeixinLogin({ sessionKey: begun.sessionKey, timeoutMs: 30_000 });
    await phone('scan', { state: 'scaned' });
    await phone('scan', { state: 'confirmed' });
    const login = await waiting;
    assert.equal(login.connected, true, login.message);
    assert.match(login.accountId, /@im\.bot$/);
    assert.match(login.userId, /@im\.wechat$/);
    assert.equal(new URL(login.baseUrl).origin, fake);
    account = { baseUrl: login.baseUrl, token: login.botToken };
  },
  async greets() {
    assert.ok(!(await api.notifyStart(account)).ret);
  },
  async 'receives text and an id beyond 2^53, once'() {
    await phone('say', { text: 'first\n第一 🎉' });
    [latest] = await receive();
    assert.equal(latest.item_list[0].text_item.text, 'first\n第一 🎉');
    assert.ok(BigInt(latest.message_id) > 2n ** 53n, latest.message_id);
    assert.ok(latest.context_token);
    await phone('say', { text: 'second' });
    const next = await receive();
    assert.deepEqual(
      next.map((message) => message.item_list[0].text_item.text),
      ['second'],
    );
  },
  async answers() {
    assert.match(String((await send({ type: 1, text_item: { text: 'answer' } })).message_id), /^\d+$/);
  },
  async 'shows that it types'() {
    const { typing_ticket } = await api.getConfig({ ...account, ilinkUserId: latest.from_user_id, contextToken: latest.context_token });
    for (const status of [1, 2]) {
      await api.sendTyping({ ...account, body: { ilink_user_id: latest.from_user_id, typing_ticket, status } });
    }
  },
  async 'uploads each medium, of sizes around a block, and reads it back'() {
    const ways = [uploadFileToWeixin, uploadVideoToWeixin, uploadFileAttachmentToWeixin];
    for (const [index, size] of [15, 16, 70_001].entries()) {
      const bytes = randomBytes(size);
      const filePath = join(home, `medium-${size}`);
      writeFileSync(filePath, bytes);
      const up = await ways[index]({ filePath, toUserId: latest.from_user_id, opts: account, cdnBaseUrl: cdn });
      assert.equal(up.fileSizeCiphertext, Math.floor(size / 16) * 16 + 16);
      const key = Buffer.from(up.aeskey).toString('base64');
      const back = await downloadAndDecryptBuffer(up.downloadEncryptedQueryParam, key, cdn, 'judge');
      assert.deepEqual(back, bytes);
      if (index === 2) {
        const media = { encrypt_query_param: up.downloadEncryptedQueryParam, aes_key: key, encrypt_type: 1 };
        await send({ type: 4, file_item: { media, file_name: 'medium.bin', len: String(size) } });
      }
    }
  },
  async 'reads a file that a person sent'() {
    const bytes = randomBytes(4096);
    await phone('sayfile', { name: 'a.bin', b64: bytes.toString('base64'), hexkey: randomBytes(16).toString('hex') });
    const [message] = await receive();
    const { media, file_name, len } = message.item_list[0].file_item;
    assert.deepEqual([file_name, len], ['a.bin', '4096']);
    assert.deepEqual(await downloadAndDecryptBuffer(media.encrypt_query_param, media.aes_key, cdn, 'judge', media.full_url), bytes);
  },
  async 'says goodbye'() {
    assert.ok(!(await api.notifyStop(account)).ret);
  },
  async 'learns that its token is stale'() {
    await phone('expire');
    assert.equal((await api.getUpdates({ ...account, get_updates_buf: cursor, timeoutMs: 5_000 })).errcode, -14);
  },
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`ok      ${name}`);
  } catch (failure) {
    console.log(`FAILED  ${name}\n${failure.stack}`);
    process.exit(1);
  }
}
process.exit(0);
