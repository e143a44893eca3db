/// OneBot v11: QQ accounts through NapCat, LLOneBot, Lagrange and their kin. Start reading at `OneBotAdapter`; one `Session` is one
/// connection attempt. The thread of `run` introduces the account and hands events to the host in order, a second thread per socket reads
/// frames and completes calls, so that an answer never waits behind a busy host. Calls are made on any thread.
package dev.botyard.adapters.onebot11;
