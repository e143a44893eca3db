// The platform's own client against the fake: it logs in, receives, sends and reconnects as the lines that it is given say.
const lark = require("@larksuiteoapi/node-sdk");
const readline = require("node:readline");
const { Readable } = require("node:stream");

const { DOMAIN, APP_ID, APP_SECRET, ENCRYPT_KEY } = process.env;
const app = { appId: APP_ID, appSecret: APP_SECRET, domain: DOMAIN, loggerLevel: lark.LoggerLevel.error };
const say = (...words) => process.stdout.write(`${words.join(" ")}\n`);

const client = new lark.Client(app);
const events = new lark.EventDispatcher({ encryptKey: ENCRYPT_KEY, loggerLevel: lark.LoggerLevel.error }).register({
  "im.message.receive_v1": async (event) => {
    say("message", event.message.message_id, JSON.parse(event.message.content).text);
  },
});
const connection = new lark.WSClient({
  ...app,
  onReady: () => say("online"),
  onReconnected: () => say("reconnected"),
  onError: (error) => say("gave-up", error.message),
});

const tasks = {
  connect: () => connection.start({ eventDispatcher: events }),
  async send(person, uuid) {
    const answer = await client.im.v1.message.create({
      params: { receive_id_type: "open_id" },
      data: { receive_id: person, msg_type: "text", content: JSON.stringify({ text: "from the SDK" }), uuid },
    });
    say("sent", answer.code, answer.data.message_id);
  },
  async reply(message) {
    const answer = await client.im.v1.message.reply({
      path: { message_id: message },
      data: { msg_type: "text", content: JSON.stringify({ text: "a reply" }) },
    });
    say("replied", answer.code);
  },
  async upload(person) {
    const image = await client.im.v1.image.create({ data: { image_type: "message", image: Readable.from([Buffer.from("png")]) } });
    const answer = await client.im.v1.message.create({
      params: { receive_id_type: "open_id" },
      data: { receive_id: person, msg_type: "image", content: JSON.stringify({ image_key: image.image_key }) },
    });
    say("uploaded", answer.code);
  },
  async recall(message) {
    say("recalled", (await client.im.v1.message.delete({ path: { message_id: message } })).code);
  },
  async members(group) {
    const answer = await client.im.v1.chatMembers.get({ path: { chat_id: group }, params: { member_id_type: "open_id" } });
    say("members", answer.data.items.map((item) => item.name).join(","));
  },
  async fetch(message, key) {
    const file = await client.im.v1.messageResource.get({ path: { message_id: message, file_key: key }, params: { type: "file" } });
    const parts = [];
    for await (const part of file.getReadableStream()) {
      parts.push(part);
    }
    say("fetched", Buffer.concat(parts).toString());
  },
  // A request as the fake makes it: decrypted and its signature checked by the SDK.
  async hook(timestamp, nonce, signature, encrypted) {
    const headers = { "x-lark-request-timestamp": timestamp, "x-lark-request-nonce": nonce, "x-lark-signature": signature };
    const answer = await events.invoke(Object.assign(Object.create({ headers }), { encrypt: encrypted }));
    say("hooked", typeof answer);
  },
};

readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [task, ...words] = line.split(" ");
    Promise.resolve(tasks[task](...words)).catch((error) => say("failed", task, error.message));
  })
  .on("close", () => {
    connection.close({ force: true });
    process.exit(0);
  });
