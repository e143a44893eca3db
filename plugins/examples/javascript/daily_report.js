//[author: botyard]
//[title: Daily report]
//[description: Pushes a report with every kind of message at eight in the morning; say "js report now" to see it at once]
//[version: 1.0.0]
//[cron: 0 8 * * *]
//[rule: js report now]
//[param: {"key": "daily_report.im", "name": "IM type", "default": "web"}]
//[param: {"key": "daily_report.group", "name": "Group", "default": "reports"}]
const middleware = require('./middleware');

const im = await middleware.bucketGet('daily_report', 'im');
const group = await middleware.bucketGet('daily_report', 'group');
const base64 = (bytes) => 'base64://' + Buffer.from(bytes, 'latin1').toString('base64');

// One black pixel, so that the example needs no file beside it.
const picture = 'base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
// A tenth of a second of silence as WAV, which browsers play.
const wave = 'RIFF\x44\x03\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x20\x03\0\0' + '\x80'.repeat(800);
const sent = {
  text: await middleware.push(im, group, '', 'Daily report', '42 visits yesterday'),
  image: await middleware.pushImage(im, group, '', 'Chart', picture),
  voice: await middleware.pushVoice(im, group, '', 'Spoken', base64(wave), { filename: 'report.wav' }, 15000),
  video: await middleware.pushVideo(im, group, '', 'Film', base64('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), { filename: 'report.mp4' }),
  file: await middleware.pushFile(im, group, '', 'Table', base64('day,visits\nmonday,42\n'), { filename: 'report.csv', mimeType: 'text/csv' }),
  mixed: await middleware.pushMixed(im, group, '', 'All', [{ type: 'text', text: 'Chart: ' }, { type: 'image', source: picture }]),
};
console.log(sent);
const sender = new middleware.Sender(middleware.getSenderID());
await sender.reply('sent: ' + Object.keys(sent).filter((kind) => sent[kind]).join(', '));
