/// A fake of the iLink server and of its media store, on a real socket of the loopback interface. Strict about what clients send: the platform's own
/// client is content with it. `IlinkServer.main` starts it by hand; `/_ctl/…` then plays the phone.
package dev.botyard.adapters.weixin.ilink;
