package dev.botyard.runtime.script.header;

import java.util.Set;

/// The global functions of reply scripts, as `plugins/sdk-javascript/replies.d.ts` declares them; a test compares the two.
final class ReplyGlobals {
    static final Set<String> NAMES = Set.of("GetContent", "GetUserID", "GetUsername", "GetUserName", "GetChatID", "GetGroupCode",
            "GetChatName", "GetChatname", "GetImType", "ImType", "GetMessageID", "getTitle", "isAdmin", "param", "sendText",
            "sendImage", "sendVoice", "sendVideo", "sendFile", "sendMixed", "image", "imageDownload", "notifyMasters", "push",
            "breakIn", "Continue", "RecallMessage", "GroupKick", "GroupBan", "input", "sleep", "atWaitPay", "waitPay", "get",
            "set", "del", "bucketGet", "bucketSet", "bucketDel", "bucketKeys", "bucketAllKeys", "bucketAll", "cron", "getRouter",
            "getMethod", "getRouterParams", "getRouterHeaders", "getRouterCookies", "getRouterBody", "getRouterData", "response",
            "request", "Debug", "console", "timeFmt", "call", "importJs");

    /// Functions that every engine has, and what stands before a bracket without being one.
    static final Set<String> LANGUAGE = Set.of("Array", "ArrayBuffer", "BigInt", "Boolean", "DataView", "Date", "Error",
            "EvalError", "Float32Array", "Float64Array", "Function", "Int16Array", "Int32Array", "Int8Array", "Map", "Number",
            "Object", "Promise", "Proxy", "RangeError", "ReferenceError", "RegExp", "Set", "SharedArrayBuffer", "String",
            "Symbol", "SyntaxError", "TypeError", "URIError", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray",
            "WeakMap", "WeakRef", "WeakSet", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape",
            "eval", "isFinite", "isNaN", "parseFloat", "parseInt", "unescape", "if", "for", "while", "switch", "catch", "with",
            "return", "typeof", "function", "super", "await", "yield", "void", "delete", "new", "in", "of", "do", "else",
            "case", "throw", "import", "async", "get", "set", "static", "instanceof");

    private ReplyGlobals() {}
}
