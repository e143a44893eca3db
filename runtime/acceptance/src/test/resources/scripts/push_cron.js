//[author: test]
//[cron: */3 * * * * *]
const { push } = require('./middleware');

await push('qq', '777', '', '', 'js tick');
