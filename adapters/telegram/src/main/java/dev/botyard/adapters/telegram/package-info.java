/// Connects Telegram bots through the Bot API: polled, or called by a webhook. [TelegramAdapter] is the account, [Reception] takes updates
/// whichever way they come, [TelegramInbound] and [TelegramOutbound] translate, [TelegramClient] calls.
package dev.botyard.adapters.telegram;
