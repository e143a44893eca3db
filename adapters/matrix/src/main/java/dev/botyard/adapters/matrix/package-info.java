/// Matrix rooms without end-to-end encryption, through the client-server API. Start reading at `MatrixAdapter`. The thread of `run` polls
/// (`MatrixSync`), `MatrixInbound` reads, and the mark of a poll is kept only when the host has all its events. What is known of rooms lies in
/// `MatrixRooms`, made anew for each attempt.
package dev.botyard.adapters.matrix;
