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

/** Has this machine's kernel connect, and asks it how that went. Needs no privilege. */
public final class KernelConnector {
  /** Connections at once: a descriptor each. */
  private static final int AT_ONCE = 128;

  /** Between two looks at this machine's network, in ns. */
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
   * One for connections between two addresses.
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

  /** Tells when this machine's network is not as it was: the kernel tells no connection. */
  public interface Lookout {
    /** Looks; what has changed is thrown. */
    void look() throws LinkException;
  }

  /**
   * What came of the attempts.
   *
   * @param connections one a port; where it was ended early, of the ports that were known by then
   * @param broken what ended them before their time; empty when nothing did
   */
  public record Outcome(List<KernelTcp> connections, Optional<LinkException> broken) {}

  /**
   * Connects to ports, some at once; what is open is closed again in order.
   *
   * @param patience for each of them, in ns
   * @param data to be sent on each connection; what comes back is waited for if there are any
   * @param mostReply bytes of the reply at most
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
          look(); // before silence is taken for the target's
        }
        for (ConnectingSocket socket : sockets) {
          if (socket.outcome == null && isOver()) {
            continue; // silence would be no answer: it was not waited for
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
      look(); // the kernel's own word: it may be about this machine and not about the target
    }
    socket.outcome = broken == null ? outcome : null;
  }
}
