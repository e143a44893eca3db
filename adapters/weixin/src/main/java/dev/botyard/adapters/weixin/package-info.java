/// WeChat accounts through the iLink bot API. Start reading at `WeixinAdapter`. The thread of `run` polls, notes from whom a message came and
/// hands it to the host; only then does the cursor move on, so that a crash costs no message. Sends, downloads and logins run on any thread.
/// What must survive a restart (login, cursor, reply windows, quoted texts) lies in the account's store.
package dev.botyard.adapters.weixin;
