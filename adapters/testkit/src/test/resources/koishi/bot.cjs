// A Koishi bot with one OneBot account, driven by KoishiIT. Says on standard output, one JSON object a line, where it listens, when it is
// online, what it saw, and everything that Koishi warns about.
//
// BOTYARD_KOISHI: folder with node_modules. SELF_ID: the account. TOKEN: its token. ENDPOINT: the address to connect to; without it, it listens.
'use strict'

const { createRequire } = require('node:module')
const path = require('node:path')

const installed = createRequire(path.join(process.env.BOTYARD_KOISHI, 'package.json'))
const { Context, Logger, h } = installed('koishi')
const OneBot = installed('koishi-plugin-adapter-onebot').default

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n')
const problem = (text) => say({ kind: 'problem', text: String(text) })

process.on('uncaughtException', (error) => problem(error.stack))
process.on('unhandledRejection', (error) => problem(error?.stack ?? error))
// Nobody is left to talk to when the test is gone.
process.stdin.on('end', () => process.exit(0)).resume()

Logger.targets.splice(0, Logger.targets.length, {
  levels: { base: Logger.INFO },
  record: (entry) => ['warn', 'error'].includes(entry.type) && problem(`${entry.name}: ${entry.content}`),
})

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const tasks = {
  text: () => h.text('answer & [CQ:at,qq=all] <b>'),
  image: () => h.image(Buffer.from(PIXEL, 'base64'), 'image/png'),
  quote: (session) => [h.quote(session.messageId), h.text('I quote')],
  mention: (session) => [h.at(session.userId), h.text(' look')],
  forward: () => h('message', { forward: true }, [h('message', {}, 'first'), h('message', {}, 'second')]),
  async members(session) {
    const { data } = await session.bot.getGuildMemberList(session.guildId)
    return 'members: ' + data.map((member) => member.user.id + '=' + member.user.name).join(' ')
  },
  async recall(session) {
    const [id] = await session.send('oops')
    await session.bot.deleteMessage(session.channelId, id)
    return 'deleted ' + id
  },
}

const context = new Context({})
context.plugin(installed('@koishijs/plugin-http').default)
if (process.env.ENDPOINT) {
  context.plugin(OneBot, { protocol: 'ws', endpoint: process.env.ENDPOINT, selfId: process.env.SELF_ID, token: process.env.TOKEN })
} else {
  // Without a port the plugin does not listen by itself, so that the system can choose a free one.
  context.plugin(installed('@koishijs/plugin-server').default, { host: '127.0.0.1', port: 0 })
  context.plugin(OneBot, { protocol: 'ws-reverse', path: '/onebot', selfId: process.env.SELF_ID, token: process.env.TOKEN })
}

context.middleware(async (session, next) => {
  if (session.quote) {
    return 'you quote: ' + session.quote.content
  }
  const task = tasks[session.content]
  return task ? task(session) : next()
})
context.on('login-updated', (session) => say({ kind: 'login', text: String(session.bot.status) }))
context.on('guild-member-added', (session) => say({ kind: 'joined', text: `${session.userId} ${session.guildId}` }))
context.on('message-deleted', (session) => say({ kind: 'recalled', text: session.messageId }))

context.start().then(() => {
  if (!process.env.ENDPOINT) {
    context.inject(['server'], ({ server }) => {
      server._http.listen(0, '127.0.0.1', () => say({ kind: 'listening', text: String(server._http.address().port) }))
    })
  }
}, problem)
