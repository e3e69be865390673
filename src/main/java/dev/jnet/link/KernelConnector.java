package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Status;
import dev.jnet.host.Libc;
import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets this machine's kernel connect, and asks it how that went. Needs no privilege. */
public final class KernelConnector {
  /** The most connections at the same time, with a descriptor each. */
  private static final int AT_ONCE = 128;

  /** The time between two looks at this machine's network, in ns. */
  private static final long LOOK_EVERY = Nanos.SECOND;

  /** How soon a wish to stop is noticed, in ns. */
  static final long SLICE = 50 * Nanos.MILLISECOND;

  private final InetAddress source;
  private final InetAddress target;
  private final Lookout lookout;
  private final BooleanSupplier stopped;
  private final SocketMessage.Reader reader = new SocketMessage.Reader();
  private long lookedAt = System.nanoTime();
  private LinkException broken;

  /**
   * A connector for connections between two addresses.
   *
   * @param lookout asked each second, and when something fails
   * @param stopped asked at least every 50 ms: true ends the attempts
   */
  public KernelConnector(
      InetAddress source, InetAddress target, Lookout lookout, BooleanSupplier stopped) {
    this.source = source;
    this.target = target;
    this.lookout = lookout;
    this.stopped = stopped;
  }

  /** Watches for changes of this machine's network, about which the kernel tells no connection. */
  public interface Lookout {
    /**
     * Looks at the network.
     *
     * @throws LinkException when something has changed; the message says what
     */
    void look() throws LinkException;
  }

  /**
   * What came of the attempts.
   *
   * @param connections one for each port; when the attempts were ended early, for the ports whose
   *     outcome was known by then
   * @param broken the change of the network that ended them early; empty for none
   */
  public record Outcome(List<KernelTcp> connections, Optional<LinkException> broken) {}

  /**
   * Connects to ports, up to 128 at the same time, and closes the connections again.
   *
   * @param patience the time for each connection and for each reply, in ns
   * @param data what is sent on each connection; if there is any, a reply is waited for
   * @param mostReply the most bytes of a reply that are kept
   * @throws LinkException when there are no sockets to be had
   */
  public Outcome connect(List<Integer> ports, long patience, byte[] data, int mostReply)
      throws LinkException {
    List<KernelTcp> all = new ArrayList<>();
    for (int from = 0; from < ports.size() && !isOver(); from += AT_ONCE) {
      List<ConnectingSocket> sockets = new ArrayList<>();
      try {
        for (int port : ports.subList(from, Math.min(ports.size(), from + AT_ONCE))) {
          sockets.add(begin(port));
        }
        await(sockets, System.nanoTime() + patience);
        if (!isOver() && sockets.stream().anyMatch(socket -> socket.outcome == null)) {
          look(); // before silence is blamed on the target
        }
        for (ConnectingSocket socket : sockets) {
          if (socket.outcome == null && isOver()) {
            continue; // it was not waited for, so silence says nothing
          }
          if (socket.outcome == null) {
            socket.outcome = socket.failed(Status.FILTERED, Errno.ETIMEDOUT);
          } else if (socket.outcome.status() == Status.OPEN && data.length > 0) {
            socket.outcome = socket.exchange(data, mostReply, patience, this::isOver);
          }
          all.add(socket.outcome);
        }
      } finally {
        for (ConnectingSocket socket : sockets) {
          socket.close();
        }
      }
    }
    return new Outcome(all, Optional.ofNullable(broken));
  }

  private boolean isOver() {
    if (broken == null && System.nanoTime() - lookedAt >= LOOK_EVERY) {
      look();
    }
    return broken != null || stopped.getAsBoolean();
  }

  private void look() {
    lookedAt = System.nanoTime();
    try {
      lookout.look();
    } catch (LinkException e) {
      broken = e;
    }
  }

  private ConnectingSocket begin(int port) throws LinkException {
    ConnectingSocket socket = ConnectingSocket.open(target, port, reader);
    if (!socket.bind(source)) {
      LinkException trouble = ConnectingSocket.unbound(source, Libc.errno());
      look();
      if (broken != null) {
        return socket;
      }
      socket.close();
      throw trouble;
    }
    int errno = socket.connect();
    if (errno != Errno.EINPROGRESS) {
      finish(socket, errno);
    }
    return socket;
  }

  private void await(List<ConnectingSocket> sockets, long deadline) {
    while (!isOver()) {
      List<ConnectingSocket> open = new ArrayList<>(sockets);
      open.removeIf(socket -> socket.outcome != null);
      long left = deadline - System.nanoTime();
      if (open.isEmpty() || left <= 0) {
        return;
      }
      int[] descriptors = new int[open.size()];
      for (int i = 0; i < descriptors.length; i++) {
        descriptors[i] = open.get(i).descriptor();
      }
      Poller poller = new Poller(descriptors);
      if (!poller.writable(Math.min(left, SLICE))) {
        continue;
      }
      for (int i = 0; i < descriptors.length; i++) {
        if (poller.isReady(i)) {
          ConnectingSocket socket = open.get(i);
          finish(socket, socket.error());
        }
      }
    }
  }

  private void finish(ConnectingSocket socket, int errno) {
    KernelTcp outcome = errno == 0 ? socket.connected() : socket.failed(errno);
    if (outcome.status() == Status.FILTERED && outcome.refusal().isEmpty()) {
      look(); // without an ICMP error the cause may be this machine's network and not the target
    }
    socket.outcome = broken == null ? outcome : null;
  }
}
