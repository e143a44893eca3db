package dev.botyard.adapters.weixin.ilink;

import dev.botyard.adapters.common.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// The QR codes and what the phone does with the newest. Thread-safe.
final class IlinkLogins {
    private static final int TRIES = 3;

    private final Map<String, String> status = new LinkedHashMap<>();
    private String digits = "";
    private String reported = "";
    private int issued;
    private int wrong;

    /// A new code; the one before is worth nothing any more.
    synchronized String issue() {
        issued++;
        reported = "wait";
        status.clear();
        status.put("status", "wait");
        return "code-" + issued;
    }

    synchronized int issued() {
        return issued;
    }

    /// The phone does something with the newest code.
    synchronized void scan(Map<String, String> news) {
        status.clear();
        status.putAll(news);
        digits = status.getOrDefault("digits", "");
        status.remove("digits");
        wrong = 0;
        notifyAll();
    }

    /// The status when it changes, else what it is at the end of the hold.
    synchronized String status(String code, String verifyCode, long holdMillis) throws InterruptedException {
        if (!code.equals("code-" + issued)) {
            return "{\"status\":\"expired\"}";
        }
        if (status.get("status").equals("need_verifycode") && !verifyCode.isEmpty()) {
            verify(verifyCode);
            return report();
        }
        long deadline = System.nanoTime() + holdMillis * 1_000_000;
        while (status.get("status").equals(reported)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return report();
    }

    private void verify(String given) {
        if (given.equals(digits)) {
            status.put("status", "scaned");
        } else if (++wrong >= TRIES) {
            status.put("status", "verify_code_blocked");
        }
    }

    private String report() {
        reported = status.get("status");
        return Json.object(out -> status.forEach(out::writeStringProperty));
    }
}
