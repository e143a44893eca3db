package dev.botyard.runtime.message.outbound;

import java.time.Duration;
import java.util.Map;

/// A call of a platform's own, by whom ever.
///
/// @param imType         as the caller spelled it; `""` for that of the account that is named, else of the current chat
/// @param account        the account that the caller named, `""` for none
/// @param currentIm      the IM type of the current chat, `""` for none
/// @param currentAccount the account of the current chat, `""` for none
/// @param action         the platform's word
/// @param timeout        zero for the usual one
public record PlatformRequest(String imType, String account, String currentIm, String currentAccount, String action,
        Map<String, Object> params, Duration timeout) {}
