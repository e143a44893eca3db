// Bolt and Socket Mode as Slack publishes them: log in, receive, answer, upload, renew the connection.
import readline from 'node:readline';
import bolt from '@slack/bolt';

const { App, LogLevel } = bolt;
const app = new App({
  token: process.env.BOT_TOKEN,
  appToken: process.env.APP_TOKEN,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_URL, retryConfig: { retries: 0 } },
});
app.message(async ({ message, say }) => {
  console.log(`message ${message.text} ${message.ts}`);
  const answer = await say('echo <ok> & more');
  console.log(`sent ${answer.channel} ${answer.ts}`);
});
app.command('/weather', async ({ command, ack }) => {
  await ack();
  console.log(`command ${command.command} ${command.text}`);
});
let greeted = 0;
app.receiver.client.on('connected', () => {
  greeted += 1;
  if (greeted > 1) {
    console.log('online-again');
  }
});
await app.start();
const self = await app.client.auth.test();
console.log(`online ${self.user_id}`);

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line === 'upload') {
    await app.client.filesUploadV2({ channel_id: 'C1', content: 'from bolt', filename: 'bolt.txt' });
    console.log('uploaded');
  }
}
await app.stop();
process.exit(0);
