/// The smallest complete adapter, for the IM type `echo`: lines of text over TCP. The positive case of the contract kit and a place to start
/// from. Beside it stands its flawed twin, which the kit must find out.
package dev.botyard.testkit.echo;
