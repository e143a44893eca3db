// Drives DingTalk's own stream client against the fake. The vendor's addresses are built in: they are replaced in a copy before anything starts.
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const server = process.env.SERVER;
const copy = path.join(__dirname, "client");
fs.mkdirSync(copy);
for (const name of ["client.cjs", "constants.cjs"]) {
  const source = fs.readFileSync(path.join(__dirname, "node_modules", "dingtalk-stream", "dist", name), "utf8");
  const ours = source.replaceAll(/https:\/\/o?api\.dingtalk\.com/g, server);
  if (/https?:\/\/[\w.]*dingtalk\.com/.test(ours)) {
    throw new Error(`${name} would still call DingTalk`);
  }
  fs.writeFileSync(path.join(copy, name), ours);
}

const { DWClient } = require(path.join(copy, "client.cjs"));
const { TOPIC_ROBOT, TOPIC_CARD } = require(path.join(copy, "constants.cjs"));

const client = new DWClient({ clientId: process.env.CLIENT_ID, clientSecret: process.env.CLIENT_SECRET, keepAlive: true });
client.heartbeat_interval = 200;
client.reconnectInterval = 20;
// Its heartbeat goes on while it connects anew, when a socket cannot be pinged yet; a user's process would end of that.
process.on("uncaughtException", (error) => {
  if (!/WebSocket is not open: readyState 0/.test(error.message)) {
    throw error;
  }
});
const say = (word, value) => console.log(`${word} ${value}`);

client.registerCallbackListener(TOPIC_ROBOT, async (frame) => {
  const message = JSON.parse(frame.data);
  say("message", `${message.msgId} ${message.senderStaffId} ${message.text.content}`);
  client.socketCallBackResponse(frame.headers.messageId, {});
  const body = JSON.stringify({ msgtype: "text", text: { content: `answer to ${message.text.content}` }, at: { atUserIds: [message.senderStaffId] } });
  const answer = await fetch(message.sessionWebhook, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  say("answered", (await answer.json()).errcode);
});
client.registerCallbackListener(TOPIC_CARD, (frame) => {
  say("card", JSON.parse(frame.data).outTrackId);
  client.socketCallBackResponse(frame.headers.messageId, {});
});
client.registerAllEventListener((frame) => {
  say("event", frame.headers.eventType);
  return { status: "SUCCESS" };
});

// What the client has a token for.
const push = async (person) => {
  const token = await client.getAccessToken();
  const body = JSON.stringify({
    robotCode: process.env.CLIENT_ID,
    userIds: [person],
    msgKey: "sampleText",
    msgParam: JSON.stringify({ content: "news" }),
  });
  const answer = await fetch(`${server}/v1.0/robot/oToMessages/batchSend`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "x-acs-dingtalk-access-token": token },
    body,
  });
  say("pushed", (await answer.json()).processQueryKey);
};

readline.createInterface({ input: process.stdin }).on("line", (line) => push(line)).on("close", () => process.exit(0));
client.connect().then(() => say("online", client.connected));
