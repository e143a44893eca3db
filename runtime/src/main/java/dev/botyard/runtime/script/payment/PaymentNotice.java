package dev.botyard.runtime.script.payment;

import dev.botyard.api.event.PaymentEvent;

/// A payment and where it came in.
public record PaymentNotice(String im, String account, PaymentEvent event) {}
