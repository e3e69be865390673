package dev.jnet.walk.conversation;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.TcpSettings;
import java.net.InetAddress;

/**
 * A connection to open, and to talk over.
 *
 * @param target whom to connect to
 * @param port 1 to 65535
 * @param hop how packets leave
 * @param localPort a port that this machine's kernel leaves alone, 1 to 65535
 * @param settings what our side of the connection brings along
 * @param patience how long nothing new may come before we give up, in ns
 * @param seed of all random fields
 */
public record ConversationQuestion(
    InetAddress target,
    int port,
    FirstHop hop,
    int localPort,
    TcpSettings settings,
    long patience,
    long seed) {}
