/** {@code jnet handshake}: options in, the ladder of each connection or a table of ports out. */
package dev.jnet.command.handshake;
