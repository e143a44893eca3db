// The vendor's SDK for AI bots as a bot at the fake: it says what it hears, and does what it is told.
//   URL, BOT, SECRET: where and as whom. Tasks: push CHAT TEXT, upload CHAT, end.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { WSClient } from '@wecom/aibot-node-sdk';

const say = (word, value = '') => console.log(`${word} ${value}`.trim());
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const client = new WSClient({
  botId: process.env.BOT,
  secret: process.env.SECRET,
  wsUrl: process.env.URL,
  heartbeatInterval: 200,
  reconnectInterval: 50,
  maxAuthFailureAttempts: 1,
  logger: silent,
});

client.on('authenticated', () => say('online', process.env.BOT));
client.on('disconnected', (reason) => say('offline', reason));
client.on('error', (error) => say('problem', error.message));
client.on('message.text', async (frame) => {
  say('text', `${frame.body.msgid} ${frame.body.from.userid} ${frame.body.text.content}`);
  await client.replyStream(frame, 's-1', 'thinking', false);
  await client.replyStream(frame, 's-1', `answer to ${frame.body.text.content}`, true);
  say('answered', frame.body.msgid);
});
client.on('message.file', async (frame) => {
  const { buffer, filename } = await client.downloadFile(frame.body.file.url, frame.body.file.aeskey);
  say('file', `${filename} ${createHash('md5').update(buffer).digest('hex')}`);
});
client.on('event.enter_chat', async (frame) => {
  await client.replyWelcome(frame, { msgtype: 'text', text: { content: 'welcome' } });
  say('welcomed', frame.body.from.userid);
});
client.on('event.disconnected_event', () => say('displaced'));

const tasks = {
  async push(chat, ...words) {
    const receipt = await client.sendMessage(chat, { msgtype: 'markdown', markdown: { content: words.join(' ') } });
    say('pushed', receipt.errcode);
  },
  async upload(chat) {
    const bytes = Buffer.alloc((512 << 10) + 77, 7);
    const { media_id } = await client.uploadMedia(bytes, { type: 'file', filename: 'seven.bin' });
    await client.sendMediaMessage(chat, 'file', media_id);
    say('uploaded', media_id);
  },
  async end() {
    client.disconnect();
  },
};

client.connect();
for await (const line of createInterface({ input: process.stdin })) {
  const [task, ...words] = line.split(' ');
  try {
    await tasks[task](...words);
  } catch (failure) {
    say('refused', failure.errmsg ?? failure.message);
  }
}
client.disconnect();
process.exit(0);
