package dev.botyard.runtime.payment;

import dev.botyard.api.event.PaymentEvent;

/// A payment and where it came in.
public record PaymentNotice(String im, String account, PaymentEvent event) {}
