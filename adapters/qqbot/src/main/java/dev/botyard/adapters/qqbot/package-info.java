/// QQ's official bots (API v2): events come over the gateway, a WebSocket, or as signed webhooks; messages go as REST calls. Start reading at
/// `QqBotAdapter`. A bot may mostly answer only, for a while and a few times: who may be answered how often is known here before the wire is touched.
package dev.botyard.adapters.qqbot;
