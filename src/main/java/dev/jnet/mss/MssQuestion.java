package dev.jnet.mss;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * The question of an MSS diagnosis: which connection to open, and how.
 *
 * @param target the address to connect to
 * @param port of the target, which must be open
 * @param hop how packets leave
 * @param localPort a port on which this machine's kernel answers nothing
 * @param settings this host's TCP settings: its MSS, its window, its patience
 * @param seed of all random fields
 */
public record MssQuestion(
    InetAddress target, Port port, FirstHop hop, Port localPort, TcpSettings settings, long seed) {}
