// matrix-js-sdk as it is published: log in by token, poll, receive, send, upload, download, be cut off and go on.
import readline from 'node:readline';
import { ClientEvent, createClient, RoomEvent } from 'matrix-js-sdk';

const client = createClient({
  baseUrl: process.env.MATRIX_URL,
  accessToken: process.env.MATRIX_TOKEN,
  userId: process.env.MATRIX_USER,
});
const whoami = await client.whoami();
console.log(`online ${whoami.user_id}`);
client.on(ClientEvent.Sync, (state, before) => {
  console.log(`sync ${state}${before === 'RECONNECTING' || before === 'ERROR' ? ' again' : ''}`);
});
client.on(RoomEvent.Timeline, (event, room, toStart) => {
  if (!toStart && event.getSender() !== process.env.MATRIX_USER && event.getType() === 'm.room.message') {
    console.log(`message ${event.getId()} ${room.roomId} ${event.getContent().body}`);
  }
});
await client.startClient({ initialSyncLimit: 0 });

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [word, room] = line.split(' ');
  if (word === 'send') {
    const txn = 'm1700.1';
    const content = { msgtype: 'm.text', body: 'from the sdk', 'm.mentions': {} };
    const first = await client.sendEvent(room, 'm.room.message', content, txn);
    const second = await client.http.authedRequest(
      'PUT',
      `/rooms/${encodeURIComponent(room)}/send/m.room.message/${txn}`,
      undefined,
      content,
    );
    console.log(`sent ${first.event_id} ${first.event_id === second.event_id}`);
  } else if (word === 'media') {
    const { content_uri: place } = await client.uploadContent(Buffer.from('bytes'), { name: 'a.txt', type: 'text/plain' });
    const url = client.mxcUrlToHttp(place, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${process.env.MATRIX_TOKEN}` } });
    console.log(`media ${await answer.text()}`);
  } else if (word === 'join') {
    const joined = await client.joinRoom(room);
    console.log(`joined ${joined.roomId}`);
  }
}
client.stopClient();
process.exit(0);
