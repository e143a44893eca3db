// [title: 入群欢迎]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [event: qq-notice-group_increase]
if (String(GetChatID()).indexOf("88") == 0) sendText("[CQ:at,qq=" + GetUserID() + "] 欢迎(es5)")
