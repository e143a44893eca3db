//[author: test]
//[event: group.member.join]
//[event: friend.request]
//[event: wecom-notice]
//[event: qqbot-notice]
//[rule: ^js \S+ m\d+x]
// Makes one call and leaves what it came to in a file. Its message: the call, its mark, the format of recordings,
// and the IM and the person of a push, or the group.
const fs = require('fs');
const path = require('path');
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const words = (await sender.getEventType())
  ? ['js', 'met', `js${await sender.getUserID()}`, 'ogg']
  : (await sender.getMessage()).split(' ');
const [call, mark, voice, im, user] = words.slice(1);
const STRICT = { strict: true };
const HEADS = {
  png: '\x89PNG\r\n\x1a\n',
  ogg: 'OggS',
  amr: '#!AMR\n',
  silk: '\x02#!SILK_V3',
  mp4: '\x00\x00\x00\x18ftypmp42',
  bin: '',
};
const ENDS = { image: 'png', voice, video: 'mp4', file: 'bin' };
const medium = (kind) => `base64://${Buffer.from(HEADS[ENDS[kind]] + mark, 'latin1').toString('base64')}`;
const named = (kind, more) => ({ filename: `${mark}.${ENDS[kind]}`, ...more });
const items = [
  { type: 'text', text: mark },
  { type: 'image', source: medium('image'), name: `${mark}.png` },
];

async function hear() {
  await sender.reply(mark);
  const text = await sender.listen(20000);
  return { text, media: (await sender.getMediaItems()).map((item) => item.type) };
}

const CALLS = {
  'reply.text': () => sender.reply(mark),
  'reply.markdown': () => sender.replyMarkdown(`**${mark}**`),
  'reply.image': () => sender.replyImage(medium('image'), named('image')),
  'reply.voice': () => sender.replyVoice(medium('voice'), named('voice')),
  'reply.video': () => sender.replyVideo(medium('video'), named('video')),
  'reply.file': () => sender.replyFile(medium('file'), named('file')),
  'reply.mixed': () => sender.replyMixed(items),
  'push.text': () => middleware.push(im, '', user, '', mark, STRICT),
  'push.image': () => middleware.pushImage(im, '', user, '', medium('image'), named('image', STRICT)),
  'push.voice': () => middleware.pushVoice(im, '', user, '', medium('voice'), named('voice', STRICT)),
  'push.video': () => middleware.pushVideo(im, '', user, '', medium('video'), named('video', STRICT)),
  'push.file': () => middleware.pushFile(im, '', user, '', medium('file'), named('file', STRICT)),
  'push.mixed': () => middleware.pushMixed(im, '', user, '', items, STRICT),
  recall: async () => sender.recallMessage(await sender.reply(mark)),
  in: hear,
  met: () => sender.reply(mark),
  members: () => middleware.getGroupMemberList(im),
};

let outcome;
try {
  const answer = await CALLS[call]();
  const failed = answer === 0 || answer.ok === false;
  outcome = failed ? { error: answer.error || String(answer) } : { answer };
} catch (error) {
  outcome = { error: `${error.code}: ${error.message}` };
}
const folder = path.join(__dirname, '..', 'cross');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, mark), JSON.stringify(outcome));
fs.renameSync(path.join(folder, mark), path.join(folder, `${mark}.json`));
