/// Connects DingTalk robots: Stream mode and HTTP mode in, session webhooks and the robot API out.
package dev.botyard.adapters.dingtalk;
