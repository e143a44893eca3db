// Drives grammY against the fake: polls, answers, uploads, waits out a limit. BOTYARD_API is where the Bot API is, BOTYARD_TOKEN the bot's token.
import { createInterface } from 'node:readline';
import { Bot, GrammyError, InputFile, InputMediaBuilder } from 'grammy';

const bot = new Bot(process.env.BOTYARD_TOKEN, { client: { apiRoot: process.env.BOTYARD_API } });
const say = (word, value) => console.log(`${word} ${value}`);

bot.on('message:text', async (ctx) => {
  say('got', ctx.message.text);
  const sent = await ctx.reply(`echo: ${ctx.message.text}`, { reply_parameters: { message_id: ctx.message.message_id } });
  say('sent', sent.message_id);
});
bot.on('message:photo', async (ctx) => say('photo', (await ctx.getFile()).file_path));
bot.on('callback_query:data', async (ctx) => {
  await ctx.answerCallbackQuery();
  say('button', ctx.callbackQuery.data);
});
bot.catch((failure) => say('failed', failure.message));

const tasks = {
  async album() {
    const sent = await bot.api.sendMediaGroup(
      42,
      ['a.png', 'b.png'].map((name, i) =>
        InputMediaBuilder.photo(new InputFile(Buffer.from(`bytes of ${name}`), name), i === 0 ? { caption: 'look' } : {}),
      ),
    );
    say('album', sent.length);
  },
  async html() {
    const sent = await bot.api.sendMessage(42, '<b>bold</b> &lt;x&gt;', { parse_mode: 'HTML' });
    say('html', sent.text);
  },
  async limit() {
    try {
      await bot.api.sendMessage(42, 'too much');
    } catch (refusal) {
      say('limit', refusal instanceof GrammyError ? refusal.parameters.retry_after : refusal);
    }
  },
  async stop() {
    await bot.stop();
    say('stopped', '');
  },
  async start() {
    bot.start({ onStart: (me) => say('online', me.username) }).catch((end) => say('ended', end.error_code ?? end.message));
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => tasks[line]().catch((failure) => say('failed', failure.message)))
  .on('close', () => process.exit(0));
