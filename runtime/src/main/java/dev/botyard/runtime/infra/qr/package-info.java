/// Turns text into QR codes that people can scan: as a picture for browsers, as characters for terminals. Pure; no threads. Start with
/// [dev.botyard.runtime.infra.qr.QrCode].
package dev.botyard.runtime.infra.qr;
