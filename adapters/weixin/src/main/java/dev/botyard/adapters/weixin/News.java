package dev.botyard.adapters.weixin;

import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/// What a poll brought.
///
/// @param messages to be read once, in order
/// @param mark     behind the messages, `""` for none
/// @param hold     how long the platform wants to hold the next poll, in milliseconds; 0 when it does not say
record News(Iterator<JsonNode> messages, String mark, long hold) {}
