//[author: botyard]
//[title: Keyword statistics]
//[description: Counts words that people use; say "js keywords" for the list]
//[version: 1.0.0]
//[rule: raw (?i)\b(juice|water)\b]
//[rule: js keywords]
//[priority: 10]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const word = (await sender.param(1)).toLowerCase();
if (word) {
  const count = Number((await middleware.bucketGet('js_keywords', word)) || 0) + 1;
  await middleware.bucketSet('js_keywords', word, String(count));
  await sender.setContinue();
} else {
  const counts = await middleware.bucketAll('js_keywords');
  const lines = Object.keys(counts).sort((a, b) => Number(counts[b]) - Number(counts[a])).map((key) => `${key}: ${counts[key]}`);
  await sender.reply(lines.join('\n') || 'Nobody said anything interesting yet.');
}
