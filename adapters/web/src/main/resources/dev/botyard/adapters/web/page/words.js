// What the page says, in English and Chinese.

const en = {
  chats: 'Chats',
  private: 'Private chats',
  groups: 'Groups',
  newUser: 'New user',
  newGroup: 'New group',
  members: 'Members',
  you: 'as {name}',
  withBot: '{name} with {bot}',
  speakAs: 'Speak as',
  messages: 'Messages',
  message: 'Message',
  send: 'Send',
  attach: 'Attach files',
  record: 'Record voice',
  stop: 'Stop and send',
  cancel: 'Cancel',
  remove: 'Remove {name}',
  placeholder: 'Write a message',
  hint: 'Enter sends, Shift+Enter makes a new line',
  connecting: 'Connecting…',
  online: 'Connected',
  offline: 'Disconnected. Trying again in {seconds} s.',
  retry: 'Try now',
  loggedOut: 'Your login has ended. Run “{{command}} token link” on the host and open the link it prints.',
  away: 'offline',
  awayNote: '{bot} is offline. What you write is sent when it is back.',
  answers: '{bot} answers',
  noAccount: 'No web account is running. Check “{{command}} accounts”.',
  emptyTitle: 'Say hello to {bot}',
  emptyText: 'Type a message below and press Enter.',
  emptyGroup: 'Everything written here reaches the bot. Mention somebody with @.',
  commands: 'Your plugins listen to',
  noCommands: 'No answer? “{{command}} new plugin hello” writes a first plugin.',
  older: 'Older messages',
  recall: 'Recall',
  reply: 'Reply',
  replyTo: 'Reply to {name}',
  recalled: '{name} recalled a message',
  sending: 'Sending',
  sent: 'Delivered',
  pending: 'On its way',
  refused: 'Not delivered: the host was stopping',
  failed: 'Not sent',
  again: 'Send again',
  discard: 'Discard',
  unread: '{count} unread',
  all: 'everybody',
  forwarded: 'Forwarded messages',
  card: 'Card',
  download: 'Download',
  gone: 'no longer kept',
  voice: 'Voice message',
  picture: 'Picture',
  film: 'Video',
  back: 'Back to chats',
  tooLarge: '“{name}” has {size}; the limit is {limit}.',
  uploadFailed: '“{name}” was not uploaded: {reason}',
  uploading: '{name}, {percent} %',
  noMicrophone: 'The microphone cannot be used: {reason}',
  recording: 'Recording {time}',
  id: 'Id',
  name: 'Name',
  create: 'Create',
  close: 'Close',
  idHint: 'Letters, digits, no blanks. Plugins see it as the user id.',
  groupIdHint: 'Plugins see it as the group id.',
  join: 'Join',
  leave: 'Leave',
  silenced: 'silenced',
  owner: 'owner',
  bot: 'bot',
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'New messages',
  mentions: 'Mention',
  pickChat: 'Choose a chat',
  console: 'Console',
  drop: 'Drop files to attach them',
};

const zh = {
  chats: '聊天',
  private: '私聊',
  groups: '群聊',
  newUser: '新用户',
  newGroup: '新建群',
  members: '成员',
  you: '身份:{name}',
  withBot: '{name} 与 {bot}',
  speakAs: '发言身份',
  messages: '消息',
  message: '消息',
  send: '发送',
  attach: '添加文件',
  record: '录音',
  stop: '停止并发送',
  cancel: '取消',
  remove: '移除 {name}',
  placeholder: '输入消息',
  hint: '回车发送,Shift+回车换行',
  connecting: '正在连接…',
  online: '已连接',
  offline: '连接断开,{seconds} 秒后重试。',
  retry: '立即重试',
  loggedOut: '登录已失效。请在主机上运行 “{{command}} token link” 并打开它给出的链接。',
  away: '离线',
  awayNote: '{bot} 已离线,您写的消息会在其恢复后发送。',
  answers: '由 {bot} 回复',
  noAccount: '没有运行中的网页账号,请查看 “{{command}} accounts”。',
  emptyTitle: '和 {bot} 打个招呼',
  emptyText: '在下面输入消息,按回车发送。',
  emptyGroup: '这里的消息都会送达机器人。用 @ 提及成员。',
  commands: '插件会响应',
  noCommands: '没有回复?运行 “{{command}} new plugin hello” 创建第一个插件。',
  older: '更早的消息',
  recall: '撤回',
  reply: '回复',
  replyTo: '回复 {name}',
  recalled: '{name} 撤回了一条消息',
  sending: '发送中',
  sent: '已送达',
  pending: '处理中',
  refused: '未送达:主机正在停止',
  failed: '未发送',
  again: '重新发送',
  discard: '丢弃',
  unread: '{count} 条未读',
  all: '所有人',
  forwarded: '转发的消息',
  card: '卡片',
  download: '下载',
  gone: '已不再保存',
  voice: '语音',
  picture: '图片',
  film: '视频',
  back: '返回聊天列表',
  tooLarge: '“{name}” 大小为 {size},上限是 {limit}。',
  uploadFailed: '“{name}” 上传失败:{reason}',
  uploading: '{name},{percent} %',
  noMicrophone: '无法使用麦克风:{reason}',
  recording: '录音中 {time}',
  id: '编号',
  name: '名称',
  create: '创建',
  close: '关闭',
  idHint: '字母或数字,不含空格。插件看到的用户编号。',
  groupIdHint: '插件看到的群号。',
  join: '加入',
  leave: '离开',
  silenced: '已禁言',
  owner: '群主',
  bot: '机器人',
  today: '今天',
  yesterday: '昨天',
  newMessages: '新消息',
  mentions: '提及',
  pickChat: '选择一个聊天',
  console: '控制台',
  drop: '拖放文件到这里',
};

export const language = (globalThis.navigator?.language ?? 'en').toLowerCase().startsWith('zh') ? 'zh' : 'en';
const locale = globalThis.navigator?.language?.toLowerCase().startsWith(language) ? navigator.language : language;
const words = language === 'zh' ? { ...en, ...zh } : en;

export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export const clock = (time) => new Date(time).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });

export function day(time, now = Date.now()) {
  const date = new Date(time);
  const apart = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);
  return apart === 0
    ? t('today')
    : apart === 1
      ? t('yesterday')
      : date.toLocaleDateString(locale, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
}
