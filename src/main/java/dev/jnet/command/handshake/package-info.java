/**
 * {@code jnet handshake}: reads options, and prints the ladder of each connection or a table of
 * ports.
 */
package dev.jnet.command.handshake;
