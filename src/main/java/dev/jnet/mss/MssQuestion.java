package dev.jnet.mss;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * Which connection is asked about.
 *
 * @param target whom to connect to
 * @param port of the target, which must be open
 * @param hop how packets leave
 * @param localPort a port that this machine's kernel leaves alone
 * @param settings our side's TCP: its MSS, its window, how patient it is
 * @param seed of all random fields
 */
public record MssQuestion(
    InetAddress target, Port port, FirstHop hop, Port localPort, TcpSettings settings, long seed) {}
