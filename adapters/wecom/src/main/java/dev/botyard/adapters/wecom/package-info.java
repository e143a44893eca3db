/// WeCom (企业微信) in three modes: an AI bot over its long connection, an application with callbacks and REST, and the webhook of a group's robot.
/// [dev.botyard.adapters.wecom.WecomAdapter] is the place to begin.
package dev.botyard.adapters.wecom;
