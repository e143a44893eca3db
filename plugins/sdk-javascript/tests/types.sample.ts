// Uses every export once; compiled, never run. See types.test.js.
import * as m from '../middleware';
import {
  Sender,
  Cron,
  MiddlewareError,
  SendReceipt,
  MixedItem,
  MediaItem,
  Payment,
  RuntimeCronItem,
  FileDownloadResult,
  GroupMemberListResult,
  getSenderID,
  push,
} from '../middleware';
import { ContainerError, DaiDai } from '../middleware_dd';
import { type Environment, Qinglong } from '../middleware_ql';

async function all(): Promise<void> {
  const id: string = getSenderID();
  const s = new Sender(id);
  const n: number = await push('qq', '', 42, '', 'hi', { account_id: 'a' }, 5000);
  const same: number = await m.Push('qq', '', 42, '', 'hi');
  const counts: number[] = await Promise.all([
    m.pushImage('qq', '1', null, '', 'u'),
    m.pushVoice('qq', '1', '', '', 'u', 500),
    m.pushVideo('qq', '1', '', '', 'u'),
    m.pushFile('qq', '1', '', '', 'u', { file_name: 'a' }),
  ]);
  const items: MixedItem[] = [
    { type: 'text', text: 'a' },
    { type: 'image', url: 'u', mimeType: 'image/png' },
  ];
  await m.pushMixed('qq', '1', '', '', items);
  const text: string =
    (await m.get('k')) +
    (await m.bucketGet('b', 'k')) +
    (await m.spread('x')) +
    (await m.generateFromSinglePrompt('p')) +
    (await m.chat([{ role: 'user', content: 'p' }], { format: 'json', stream: true }));
  const flags: boolean[] = [
    await m.set('k', 1),
    await m.del('k'),
    await m.bucketSet('b', 'k', {}),
    await m.bucketDel('b', 'k'),
    await m.bucketClear('b'),
    await m.coffee(),
  ];
  const keys: string[] = [
    ...(await m.bucketKeys()),
    ...(await m.bucketKeys('b', 3)),
    ...(await m.bucketAllKeys('b')),
    ...Object.keys(await m.bucketAll('b')),
    ...(await m.getActiveImtypes()),
  ];
  const file: FileDownloadResult = await m.fileDownload('http://x', 'p');
  const adapterFile = await m.downloadAdapterFile({ file_id: 'f' }, 5);
  const members: GroupMemberListResult = await m.getGroupMemberList('7', { no_cache: true }, 5);
  const called = await m.callPlatform<{ group_name: string }>('get_group_info', { group_id: 7 }, { im_type: 'qq' }, 5);
  const told: true[] = [
    await m.setGroupCard('7', 42, 'Li'),
    await m.setGroupName('7', called.result.group_name, { im_type: 'qq' }),
    await m.leaveGroup(7),
    await m.reactMessage('m-1', 76, { on: false }),
    await m.markRead(),
  ];
  const kept = [
    (await m.getGroupMember('7', 42)).nickname,
    (await m.getFriendList())[0].nickname,
    (await m.getGroupList({ account_id: 'a' }))[0].group_name,
    (await m.getChatHistory(null, 5, 'm-1'))[0].text,
    (await m.getGroupFiles('7', '/d'))[0].name,
    await m.speechToText('m-1'),
  ];
  console.log(told, kept);
  const axios = await m.importModule<{ get(url: string): Promise<unknown> }>('axios', '1.0.0');
  const other = m.importJs<{ x: number }>('other');
  const again = importJs('other');
  await axios.get('x');
  await m.render('<p>', 'p', {});
  const names: string[] = [
    await m.name(),
    await m.machineId(),
    await m.version(),
    await m.domain(),
    String(await m.port()),
    (await m.versionInfo()).commit,
    await m.getRouter(),
    await m.getMethod(),
    await m.getRouterData(),
  ];
  const sent: number = (await m.notifyMasters('x', ['qq'])) + (await m.notifyMasters('x'));
  await m.getHistoryMessages('qq');
  await m.accessService('/x', {}, 1);
  await m.request().catch((e: MiddlewareError) => e.code.length);
  await m.sleep(1);

  const read: string[] = [
    await s.getImtype(),
    await s.getUserID(),
    await s.getUserName(),
    await s.getUserAvatarUrl(),
    await s.getChatID(),
    await s.getChatName(),
    await s.getGroupName(),
    await s.getAIParam(),
    await s.getMessage(),
    await s.getMessageID(),
    await s.param(1),
    await s.getPluginName(),
    await s.getPluginVersion(),
    await s.getEventType(),
    await s.getRouterPath(),
    await s.getRouter(),
    await s.getRouterMethod(),
    await s.getMethod(),
    await s.getRouterData(),
    (await s.getRouterBodyBytes()).toString(),
    ...(await s.getHistoryMessageIDs(2)),
  ];
  const is: boolean[] = [
    await s.isAdmin(),
    await s.isAI(),
    await s.setEventType('t'),
    await s.setEventData({}),
    await s.setContinue(),
    await s.atWaitPay(),
    await s.response({ a: 1 }),
  ];
  const media: MediaItem[] = await s.getMediaItems();
  (await s.getEventData()).user_id;
  const receipts: SendReceipt[] = [
    await s.reply('a'),
    await s.replyMarkdown('a'),
    await s.replyImage('u', { caption: 'c' }),
    await s.replyVoice('u'),
    await s.replyVideo('u'),
    await s.replyFile('u', { target: { groupID: 7 } }),
    await s.replyMixed(items),
    await s.recallMessage(['a']),
  ];
  await s.recallMessage(receipts[0]);
  const value: '[]' | string = await s.returnValue('x');
  await s.breakIn('x');
  const answers: string[] = [
    await s.listen(),
    await s.listen(5000, 'group'),
    await s.input(120000, 1, false),
    await s.input(60000, 0, true),
    await s.listen({ timeout: 5, forGroup: true }),
  ];
  const paid: string | Payment = await s.waitPay('q', 60000, '¥1');
  if (typeof paid !== 'string') console.log(paid.money, paid.FromName);
  const router = [await s.getRouterParams(), await s.getRouterHeaders(), await s.getRouterCookies(), await s.getRouterBody()];
  await Promise.all([
    s.groupInviteIn(1, 2),
    s.groupKick('1'),
    s.groupBan('1', 60),
    s.groupUnban('1'),
    s.groupWholeBan(),
    s.groupWholeUnban(),
    s.groupNoticeSend('n'),
    s.groupAddRequest('f', true, 'r'),
    s.friendAddRequest('f'),
    s.get('k'),
    s.set('k', 1),
    s.del('k'),
    s.bucketGet('b', 'k'),
    s.bucketSet('b', 'k', 1),
    s.bucketDel('b', 'k'),
    s.bucketKeys('b'),
    s.bucketAllKeys('b'),
    s.bucketAll('b'),
    s.getGroupMemberList(),
    s.downloadAdapterFile('f'),
    s.getHistoryMessages('qq'),
  ]);

  const cron = new Cron('runtime_1');
  const entries: RuntimeCronItem[] = await cron.getCrons();
  const entry: RuntimeCronItem = await cron.addCron('0 8 * * *', false, 'x', true, null, 'memo');
  await cron.addCron('0 8 * * *', 'x', true, 'qqgroup:1');
  await Promise.all([cron.getCron(), cron.getCronByID('a'), cron.updateCron('a', { memo: '' }), cron.delCron(), cron.deleteCron('a')]);

  // @ts-expect-error a push without an IM type
  await push();
  // @ts-expect-error text is not a receipt
  const wrong: SendReceipt = await s.getMessage();
  // @ts-expect-error there is no such function
  m.noSuchFunction();
  console.log(
    n,
    counts,
    text,
    flags,
    keys,
    file,
    adapterFile,
    members,
    other.x,
    same,
    again,
    names,
    sent,
    read,
    is,
    media,
    value,
    answers,
    router,
    entries,
    entry,
    wrong,
  );
}
void all();

async function panels(): Promise<string> {
  const ql = await Qinglong.of('home');
  const found: Environment[] = await ql.getEnvs('COOKIE');
  await ql.updateEnv(1, found[0].name, found[0].value);
  const dd = new DaiDai('http://x', 'key', 'secret');
  const [added] = await dd.addEnvs({ name: 'a', value: 'b', group: 'c' });
  await dd.addEnv('a', 'b', '', added.group).catch((error: ContainerError) => error.code);
  await dd.enableEnvs([1, '2']);
  return (await DaiDai.containers())[0].host + (await dd.getTaskLog(1));
}
void panels();
