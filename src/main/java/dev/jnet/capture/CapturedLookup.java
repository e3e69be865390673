package dev.jnet.capture;

import java.net.InetAddress;

/**
 * A question to a name server over UDP that failed, or was answered late.
 *
 * @param name that was asked for
 * @param server who was asked
 * @param responseCode of the answer (RFC 1035 section 4.1.1); −1 where none came
 * @param elapsed ns from the question to the answer; −1 where none came
 */
public record CapturedLookup(String name, InetAddress server, int responseCode, long elapsed) {}
