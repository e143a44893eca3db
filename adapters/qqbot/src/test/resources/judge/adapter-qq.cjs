// Runs @satorijs/adapter-qq as a bot. It prints `online ID`, `heard CHAT TEXT` and `pressed BUTTON`, answers what it hears with `answer: TEXT`
// and a second message, and ends with its input. The address where it gets its tokens stands in its code: it is changed in a copy, so that
// nothing ever leaves this machine.
const fs = require('node:fs')
const path = require('node:path')
const readline = require('node:readline')

const VENDOR = 'https://bots.qq.com/app/getAppAccessToken'
const original = fs.readFileSync(require.resolve('@satorijs/adapter-qq'), 'utf8')
const copy = path.join(__dirname, 'adapter-qq-copy.cjs')
fs.writeFileSync(copy, original.replaceAll(VENDOR, process.env.TOKEN_URL))
if (!original.includes(VENDOR) || fs.readFileSync(copy, 'utf8').includes('bots.qq.com')) {
  throw new Error('the vendor’s address could not be changed')
}

const { Context, HTTP } = require('@satorijs/core')
const { QQBot } = require(copy)

const say = (word, ...values) => console.log([word, ...values].join(' '))
const app = new Context()
app.on('login-updated', (session) => say('status', session.bot.platform, session.bot.status))
app.on('message', async (session) => {
  say('heard', session.channelId, session.messageId, session.content)
  try {
    await session.bot.sendMessage(session.channelId, `answer: ${session.elements.filter((element) => element.type === 'text').join('')}`, undefined, { session })
    await session.bot.sendMessage(session.channelId, 'and once more', undefined, { session })
    say('answered')
  } catch (failure) {
    say('failed', failure.message)
  }
})
app.on('interaction/button', (session) => say('pressed', session.event.button.id))
app.plugin(HTTP)
app.plugin(QQBot, {
  id: process.env.APP_ID,
  secret: process.env.SECRET,
  type: 'public',
  authType: 'bearer',
  endpoint: process.env.ENDPOINT,
  intents: (1 << 25) | (1 << 26),
  retryWhen: [],
  protocol: 'websocket',
  retryTimes: 3,
  retryInterval: 200,
  retryLazy: 500,
})
app.start()

readline.createInterface({ input: process.stdin }).on('close', () => process.exit(0))
