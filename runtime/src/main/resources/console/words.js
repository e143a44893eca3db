// What the console says, in English and Chinese.

const en = {
  accounts: 'Accounts', plugins: 'Plugins', runs: 'Runs', pushes: 'Pushes', send: 'Send', adapters: 'Adapters', chat: 'Chat',
  live: 'Live', notLive: 'Not connected; trying again', close: 'Close', loading: 'Loading…', failed: 'This could not be read: {reason}',
  problems: 'Problems in configuration files', noAccounts: 'No account yet. “{{command}} new account IM ID” writes a first one into accounts/.',
  account: 'Account', im: 'IM', state: 'State', since: 'since {time}', next: 'next attempt {time}', isDefault: 'default',
  makeDefault: 'Make default', start: 'Start', restart: 'Start anew', stop: 'Stop', logIn: 'Log in', cannotSend: 'cannot send',
  loginOf: 'Log in: {id}', scan: 'Scan this code on the phone.', expired: 'This code has expired.', code: 'Code', answer: 'Answer',
  loginDone: 'Logged in as {name}.', loginOver: 'The login ended: {reason}', cancelled: 'The login was cancelled.', again: 'Try again',
  noPlugins: 'No plugin yet. “{{command}} new plugin hello” writes a first one.', run: 'Run', runOf: 'Run {file}', message: 'Message',
  runHint: 'With an IM the script sees a message there; without, a fake run.', plugin: 'Plugin', triggers: 'Triggers', line: 'line {line}',
  nextRun: 'next {time}', cannotRun: 'cannot run', noRuns: 'Nothing has run yet.', trigger: 'Trigger', status: 'Status', time: 'Time', took: 'took {ms}',
  output: 'Output', noOutput: 'no output', calls: 'Calls', notes: 'Notes', cancel: 'Cancel', error: 'Error', older: 'Older', noPushes: 'Nothing has been pushed yet.',
  queue: 'Queue', until: 'until {time}', resend: 'Send again',
  target: 'Target', result: 'Result', spoke: 'Account', rule: 'rule {rule}', rejected: 'Others', group: 'Group', user: 'Person', kind: 'Kind', content: 'Text',
  source: 'Medium (address, path or base64://)', byAccount: 'Account (empty: chosen by the rules)', explain: 'Who would send?', sendNow: 'Send', sent: 'Sent', notSent: 'Not sent',
  would: '{account_id} would send, by the rule {rule}.', nobody: 'Nobody would send.', private: 'private', version: 'Version', from: 'From', bundled: 'bundled',
  refused: 'Refused jars', settings: 'Settings', required: 'required', login: 'Log in', logout: 'Log out', loginText: 'Only people who run this host may steer it. On the host, in a terminal, run',
  loginThen: 'and open the link it prints. Or paste the content of data/admin.token:', token: 'Token', tokenCommand: '{{command}} token link', anyIm: 'any IM that an account names', waiting: 'waiting',
  all: 'all', onlyOf: 'Only of', event: 'event {name}', route: 'route {path}', schedule: 'cron {cron}',
  newAccount: 'New account', adapter: 'Adapter', accountId: 'Id', accountIdHint: 'Letters, digits, “.”, “_” and “-”; scripts name the account by it.', alias: 'Name to show', create: 'Create',
  noToken: 'no token', generatedHint: 'Left empty, the host makes one; it belongs into {where}, unless the host is the one that connects.', enterAt: 'Enter this at the platform, as {where}:',
  advanced: 'More settings', durationHint: 'With a unit, such as 30s, 5m or 1h.', between: '{least} to {most}', atLeast: 'At least {least}', atMost: 'At most {most}',
  secretHint: 'The settings are written into accounts/. Secrets may be given as ${env:NAME} or ${file:PATH}.',
};

const zh = {
  accounts: '账号', plugins: '插件', runs: '运行记录', pushes: '推送记录', send: '发送', adapters: '适配器', chat: '聊天',
  live: '实时', notLive: '连接断开,正在重试', close: '关闭', loading: '加载中…', failed: '读取失败:{reason}',
  problems: '配置文件中的问题', noAccounts: '还没有账号。运行 “{{command}} new account IM ID” 会在 accounts/ 写入第一个账号文件。',
  account: '账号', im: 'IM', state: '状态', since: '自 {time}', next: '下次尝试 {time}', isDefault: '默认',
  makeDefault: '设为默认', start: '启动', restart: '重新启动', stop: '停止', logIn: '登录', cannotSend: '不可发送',
  loginOf: '登录:{id}', scan: '请用手机扫描二维码。', expired: '二维码已过期。', code: '验证码', answer: '提交',
  loginDone: '已登录:{name}', loginOver: '登录结束:{reason}', cancelled: '登录已取消。', again: '重试',
  noPlugins: '还没有插件。运行 “{{command}} new plugin hello” 创建第一个。', run: '运行', runOf: '运行 {file}', message: '消息',
  runHint: '填写 IM 时脚本会看到该 IM 的一条消息;留空为 fake 运行。', plugin: '插件', triggers: '触发条件', line: '第 {line} 行',
  nextRun: '下次 {time}', cannotRun: '无法运行', noRuns: '还没有运行记录。', trigger: '触发', status: '结果', time: '时间', took: '用时 {ms}',
  output: '输出', noOutput: '无输出', calls: '调用', notes: '备注', cancel: '取消', error: '错误', older: '更早', noPushes: '还没有推送记录。',
  queue: '队列', until: '截止 {time}', resend: '重新发送',
  target: '目标', result: '结果', spoke: '账号', rule: '规则 {rule}', rejected: '其他账号', group: '群', user: '用户', kind: '类型', content: '文本',
  source: '媒体(网址、路径或 base64://)', byAccount: '账号(留空则按规则选择)', explain: '谁会发送?', sendNow: '发送', sent: '已发送', notSent: '未发送',
  would: '{account_id} 会发送,依据规则 {rule}。', nobody: '没有账号会发送。', private: '私聊', version: '版本', from: '来源', bundled: '内置',
  refused: '被拒绝的 jar', settings: '设置', required: '必填', login: '登录', logout: '退出登录', loginText: '只有本主机的管理者可以操作。请在主机终端运行',
  loginThen: '并打开它给出的链接。也可以粘贴 data/admin.token 的内容:', token: '令牌', anyIm: '账号指定的任意 IM', waiting: '等待中',
  all: '全部', onlyOf: '只看', event: '事件 {name}', route: '路由 {path}', schedule: '定时 {cron}',
  newAccount: '新建账号', adapter: '适配器', accountId: '编号', accountIdHint: '字母、数字、“.”、“_”、“-”;脚本用它指定账号。', alias: '显示名称', create: '创建',
  noToken: '未设令牌', generatedHint: '留空时由本主机生成,除非由本主机发起连接;在平台中填入:{where}。', enterAt: '请在平台中填入({where}):',
  advanced: '更多设置', durationHint: '带单位，例如 30s、5m 或 1h。', between: '{least} 到 {most}', atLeast: '至少 {least}', atMost: '至多 {most}',
  secretHint: '设置会写入 accounts/。密钥可以写成 ${env:NAME} 或 ${file:PATH}。',
};

export const language = (navigator.language ?? 'en').toLowerCase().startsWith('zh') ? 'zh' : 'en';
const words = language === 'zh' ? { ...en, ...zh } : en;

export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

// Today's times without the day.
export function when(iso) {
  const time = new Date(iso);
  const today = time.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(navigator.language, today
    ? { hour: '2-digit', minute: '2-digit', second: '2-digit' }
    : { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(time);
}

export function duration(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
