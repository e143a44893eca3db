// Drives discord.js against the fake: logs in, answers what it hears, and says what becomes of its connection.
// In: PORT, TOKEN. Tasks on stdin: "ask <question>" sends in the channel, "file" sends a file, "end".
// Out: online <id>, heard <text>, sent <id>, resumed, pressed <button>, edited, deleted.
import { createInterface } from 'node:readline';
import { AttachmentBuilder, Client, Events, GatewayIntentBits, Partials } from 'discord.js';

const say = (word, value = '') => process.stdout.write(`${`${word} ${value}`.trim()}\n`);
const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMembers,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageReactions,
    GatewayIntentBits.DirectMessages,
    GatewayIntentBits.MessageContent,
  ],
  partials: [Partials.Channel, Partials.Message, Partials.Reaction],
  rest: { api: `http://127.0.0.1:${process.env.PORT}/api` },
});

let last;
let channel;

client.on(Events.ClientReady, (ready) => say('online', ready.user.id));
client.on(Events.ShardResume, () => say('resumed'));
client.on(Events.Error, (error) => process.stderr.write(`${error.stack}\n`));
client.on(Events.MessageCreate, async (message) => {
  channel = message.channel;
  if (message.author.id === client.user.id) {
    return;
  }
  say('heard', `${message.guildId ?? 'direct'} ${message.author.id} ${message.content}`);
  if (message.content === 'ping') {
    last = await message.reply({ content: 'pong', nonce: `n${message.id.slice(-20)}`, enforceNonce: true });
    say('sent', last.id);
  }
});
client.on(Events.MessageReactionAdd, (reaction, user) => say('reaction', `${reaction.emoji.name} ${user.id}`));
client.on(Events.GuildMemberAdd, (member) => say('joined', member.id));
client.on(Events.MessageDelete, (message) => say('deleted', message.id));
client.on(Events.InteractionCreate, async (interaction) => {
  await interaction.deferUpdate();
  say('pressed', interaction.customId);
});

const tasks = {
  async file() {
    const file = new AttachmentBuilder(Buffer.from('GIF89a'), { name: 'picture.gif' });
    last = await channel.send({ content: 'look', files: [file] });
    say('sent', `${last.id} ${last.attachments.size}`);
  },
  async edit() {
    await last.edit('other words');
    say('edited');
  },
  async recall() {
    await last.delete();
    say('recalled');
  },
  async direct(user) {
    const person = await client.users.createDM(user);
    say('sent', (await person.send('in private')).id);
  },
  async members() {
    const guild = client.guilds.cache.first();
    say('members', (await guild.members.list({ limit: 10, after: '0' })).size);
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [task, ...rest] = line.split(' ');
    tasks[task](...rest).catch((error) => say('failed', `${task} ${error.message.replaceAll('\n', ' ')}`));
  })
  .on('close', async () => {
    await client.destroy();
    process.exit(0);
  });

await client.login(process.env.TOKEN);
