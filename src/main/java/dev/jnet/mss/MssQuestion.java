package dev.jnet.mss;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.TcpSettings;
import java.net.InetAddress;

/**
 * Which connection is asked about.
 *
 * @param target whom to connect to
 * @param port 1 to 65535, which must be open
 * @param hop how packets leave
 * @param localPort a port that this machine's kernel leaves alone, 1 to 65535
 * @param settings what our side brings along
 * @param seed of all random fields
 */
public record MssQuestion(
    InetAddress target, int port, FirstHop hop, int localPort, TcpSettings settings, long seed) {}
