// Koishi as a client of the fake server, and Koishi's reading of elements as a second opinion on ours. Tasks come line by line:
// `parse JSON` reads content, everything else happens because of messages.
const readline = require("node:readline");
const { Context, Logger, h } = require("koishi");
const Satori = require("@satorijs/adapter-satori").default;

const say = (word, value) => console.log(`${word} ${value}`);
process.on("uncaughtException", (error) => say("problem", error.stack.replaceAll("\n", " ")));
process.on("unhandledRejection", (error) => say("problem", String(error?.stack ?? error).replaceAll("\n", " ")));
Logger.targets.splice(0, Logger.targets.length, {
  levels: { base: Logger.INFO },
  record: (entry) => ["warn", "error"].includes(entry.type) && console.error(`${entry.name}: ${entry.content}`),
});

const context = new Context({});
context.plugin(require("@koishijs/plugin-http").default);
context.plugin(Satori, { endpoint: process.env.ENDPOINT, token: process.env.TOKEN, retryInterval: 50, retryLazy: 50 });
context.on("login-added", ({ bot }) => say("login", `${bot.platform} ${bot.selfId} ${bot.status}`));
context.on("login-updated", ({ bot }) => say("login", `${bot.platform} ${bot.selfId} ${bot.status}`));
context.on("message-deleted", (session) => say("deleted", session.messageId));
context.on("guild-member-added", (session) => say("joined", session.userId));
context.middleware(async (session) => {
  say("message", JSON.stringify([session.platform, session.userId, session.channelId, session.isDirect, session.content]));
  const ids = await session.send([h.at(session.userId, { name: "A & B" }), h.text(" answer <b> & more")]);
  say("sent", ids.join(","));
  const { data } = await session.bot.getGuildMemberList(session.guildId ?? "g1");
  say("members", data.map((member) => member.user.id).join(","));
});
context.start().then(() => say("started", ""));

const simple = (element) =>
  element.type === "text"
    ? element.attrs.content
    : [
        element.type,
        Object.fromEntries(Object.entries(element.attrs).map(([key, value]) => [key, String(value)])),
        element.children.map(simple),
      ];
readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => say("parsed", JSON.stringify(h.parse(JSON.parse(line)).map(simple))))
  .on("close", () => process.exit(0));
