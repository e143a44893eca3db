/// Feishu and Lark bots: events over the long connection or as signed requests, calls over the open platform's API.
package dev.botyard.adapters.feishu;
