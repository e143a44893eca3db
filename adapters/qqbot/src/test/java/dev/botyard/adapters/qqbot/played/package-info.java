/// QQ as far as a bot sees it, strict: what the vendor would refuse is refused, with the vendor's codes.
package dev.botyard.adapters.qqbot.played;
