package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Facts;
import dev.jnet.host.KernelTcp.Refusal;
import dev.jnet.host.KernelTcp.Status;
import dev.jnet.host.Libc;
import dev.jnet.host.SocketAddress;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Has this machine's kernel connect, and asks it how that went. Needs no privilege. */
public final class KernelConnector {
  /** Connections at once: a descriptor each. */
  private static final int AT_ONCE = 128;

  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SO_ERROR = 4;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int SHUT_WR = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int CHUNK = 1 << 16;

  /** Between two looks at this machine's network, in ns. */
  private static final long LOOK_EVERY = 1_000_000_000L;

  /** How soon a wish to stop is noticed, in ns. */
  private static final long SLICE = 50_000_000L;

  private final InetAddress source;
  private final InetAddress target;
  private final Lookout lookout;
  private final BooleanSupplier stopped;
  private final boolean six;
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
    this.six = Addresses.version(target) == 6;
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

  /** A connection under way. */
  private static final class Attempt {
    final int port;
    final int descriptor;
    KernelTcp outcome;

    Attempt(int port, int descriptor) {
      this.port = port;
      this.descriptor = descriptor;
    }
  }

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
      List<Attempt> attempts = new ArrayList<>();
      try {
        for (int port : ports.subList(from, Math.min(ports.size(), from + AT_ONCE))) {
          attempts.add(begin(port));
        }
        await(attempts, System.nanoTime() + patience);
        if (!isOver() && attempts.stream().anyMatch(attempt -> attempt.outcome == null)) {
          look(); // before silence is taken for the target's
        }
        for (Attempt attempt : attempts) {
          if (attempt.outcome == null && isOver()) {
            continue; // silence would be no answer: it was not waited for
          }
          if (attempt.outcome == null) {
            attempt.outcome = failed(attempt, Status.FILTERED, Errno.ETIMEDOUT);
          } else if (attempt.outcome.status() == Status.OPEN && data.length > 0) {
            attempt.outcome = exchange(attempt, data, mostReply, patience);
          }
          all.add(attempt.outcome);
        }
      } finally {
        for (Attempt attempt : attempts) {
          Libc.close(attempt.descriptor);
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

  private Attempt begin(int port) throws LinkException {
    int descriptor =
        Libc.socket(
            six ? Libc.AF_INET6 : Libc.AF_INET,
            Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | SOCK_NONBLOCK,
            0);
    if (descriptor < 0) {
      throw new LinkException("no TCP socket: " + Errno.describe(Libc.errno()));
    }
    Attempt attempt = new Attempt(port, descriptor);
    byte[] yes = {1, 0, 0, 0};
    if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
      yes = new byte[] {0, 0, 0, 1};
    }
    int level = six ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP;
    // without it there is an error number, and not who sent the ICMP error behind it
    Libc.setsockopt(
        descriptor, level, six ? SocketMessage.IPV6_RECVERR : SocketMessage.IP_RECVERR, yes);
    if (Libc.bind(descriptor, SocketAddress.of(source, 0)) < 0) {
      int errno = Libc.errno();
      LinkException trouble =
          new LinkException(
              errno == Errno.EADDRINUSE
                  ? HostException.noFreePort("TCP").getMessage()
                  : "cannot connect from " + Addresses.text(source) + ": " + Errno.describe(errno));
      look();
      if (broken != null) {
        return attempt;
      }
      Libc.close(descriptor);
      throw trouble;
    }
    if (Libc.connect(descriptor, SocketAddress.of(target, port)) == 0) {
      attempt.outcome = connected(attempt);
    } else if (Libc.errno() != Errno.EINPROGRESS) {
      finish(attempt, Libc.errno());
    }
    return attempt;
  }

  private void await(List<Attempt> attempts, long deadline) {
    while (!isOver()) {
      List<Attempt> open = new ArrayList<>(attempts);
      open.removeIf(attempt -> attempt.outcome != null);
      long left = deadline - System.nanoTime();
      if (open.isEmpty() || left <= 0) {
        return;
      }
      int[] descriptors = new int[open.size()];
      for (int i = 0; i < descriptors.length; i++) {
        descriptors[i] = open.get(i).descriptor;
      }
      Poller poller = new Poller(descriptors);
      if (!poller.writable(Math.min(left, SLICE))) {
        continue;
      }
      for (int i = 0; i < descriptors.length; i++) {
        if (poller.isReady(i)) {
          Attempt attempt = open.get(i);
          finish(attempt, number(attempt.descriptor));
        }
      }
    }
  }

  private void finish(Attempt attempt, int errno) {
    KernelTcp outcome = errno == 0 ? connected(attempt) : failed(attempt, errno);
    if (outcome.status() == Status.FILTERED && outcome.refusal().isEmpty()) {
      look(); // the kernel's own word: it may be about this machine and not about the target
    }
    attempt.outcome = broken == null ? outcome : null;
  }

  private static int number(int descriptor) {
    byte[] value = new byte[Integer.BYTES];
    if (Libc.getsockopt(descriptor, Libc.SOL_SOCKET, SO_ERROR, value) < 0) {
      return Libc.errno();
    }
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
  }

  private static Optional<Facts> facts(Attempt attempt) {
    byte[] structure = new byte[Facts.LENGTH];
    return Libc.getsockopt(attempt.descriptor, IPPROTO_TCP, TCP_INFO, structure) == 0
        ? Optional.of(Facts.of(structure))
        : Optional.empty();
  }

  private static KernelTcp connected(Attempt attempt) {
    return new KernelTcp(attempt.port, Status.OPEN, Optional.empty(), 0, facts(attempt));
  }

  /** A reset, or an ICMP error: both may give the same number, and the error queue has only one. */
  private KernelTcp failed(Attempt attempt, int errno) {
    KernelTcp filtered = failed(attempt, Status.FILTERED, errno);
    boolean reset = errno == Errno.ECONNREFUSED && filtered.refusal().isEmpty();
    return reset ? failed(attempt, Status.CLOSED, errno) : filtered;
  }

  private KernelTcp failed(Attempt attempt, Status status, int errno) {
    return new KernelTcp(
        attempt.port, status, refusal(attempt.descriptor), errno, Optional.empty());
  }

  private Optional<Refusal> refusal(int descriptor) {
    try {
      SocketMessage message = reader.next(descriptor, Libc.MSG_ERRQUEUE);
      SocketMessage.Told told = message == null ? null : message.told();
      if (told == null || told.offender() == null) {
        return Optional.empty();
      }
      byte[] nothing = new byte[0];
      IcmpError.Type type = new IcmpError.Type(six ? 6 : 4, told.type(), told.code());
      return IcmpError.told(type, told.info(), nothing, nothing)
          .map(error -> new Refusal(told.offender(), error));
    } catch (LinkException nothingToTell) {
      return Optional.empty();
    }
  }

  private KernelTcp exchange(Attempt attempt, byte[] data, int mostReply, long patience)
      throws LinkException {
    Poller poller = new Poller(attempt.descriptor);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    byte[] buffer = new byte[CHUNK];
    int sent = 0;
    long end = System.nanoTime() + patience; // whatever comes: some never stop
    long heardAt = end - patience;
    boolean over = false;
    while (!over && !isOver() && System.nanoTime() < end) {
      boolean sending = sent < data.length;
      long slice = Math.min(SLICE, Math.max(1, end - System.nanoTime()));
      if (sending ? !poller.writable(slice) : !poller.readable(0, slice)) {
        continue;
      }
      if (sending) {
        byte[] rest = Arrays.copyOfRange(data, sent, Math.min(data.length, sent + CHUNK));
        int taken = Libc.sendto(attempt.descriptor, rest, MSG_NOSIGNAL, null);
        over = taken < 0 && Libc.errno() != Errno.EAGAIN;
        sent += Math.max(0, taken);
        if (sent == data.length) {
          Libc.shutdown(attempt.descriptor, SHUT_WR);
        }
      } else {
        int length = Libc.recvfrom(attempt.descriptor, buffer, Libc.MSG_DONTWAIT, null);
        over = length == 0 || (length < 0 && Libc.errno() != Errno.EAGAIN);
        heardAt = length > 0 ? System.nanoTime() : heardAt;
        reply.write(buffer, 0, Math.min(Math.max(0, length), mostReply - reply.size()));
        over |= reply.size() >= mostReply;
      }
    }
    // a server that has answered and says no more is not one that does not stop
    boolean endless = !over && !isOver() && heardAt > end - patience * 3 / 4;
    return new KernelTcp(
        attempt.port,
        Status.OPEN,
        Optional.empty(),
        0,
        facts(attempt),
        reply.toByteArray(),
        endless);
  }
}
