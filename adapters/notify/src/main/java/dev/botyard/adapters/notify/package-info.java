/// Services that only carry messages away: notifications of phones, robots of groups, webhooks, mail.
package dev.botyard.adapters.notify;
