//[author: test]
//[rule: js media push]
const m = require('./middleware');

const to = ['qq', '1', '', ''];
console.log(
  await m.pushImage(...to, './daily.png'),
  await m.pushVoice(...to, 'voice.amr', {}, 15000),
  await m.pushVideo(...to, 'film.mp4'),
  await m.pushFile(...to, 'table.bin', { filename: 'one.csv', mimeType: 'text/csv' }),
  await m.pushFile(...to, 'table.bin', { fileName: 'two.csv', mime_type: 'text/csv' }),
  await m.pushFile(...to, 'table.bin', { file_name: 'three.csv' }),
  await m.pushMixed(...to, [{ type: 'text', text: 'look: ' }, { type: 'image', source: './daily.png' }]),
);
