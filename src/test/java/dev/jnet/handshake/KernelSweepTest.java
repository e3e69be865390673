package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many connections of the kernel: when each begins, and which segment belongs to which. */
class KernelSweepTest {
  private final List<Integer> connecting = new ArrayList<>();
  private long now = Nanos.SECOND;

  private KernelSweep sweep(List<Integer> ports, long interval) {
    return new KernelSweep(OneQuestion.saying(""), ports, interval, Socket::new, inOrder -> {});
  }

  /** A socket that never gets anywhere. */
  private final class Socket implements KernelSocket {
    private final int port;

    Socket(int port) {
      this.port = port;
    }

    @Override
    public void connect() {
      connecting.add(port);
    }

    @Override
    public boolean isConnected() {
      return false;
    }

    @Override
    public int write(byte[] data, int from) throws IOException {
      throw new IOException("not connected");
    }

    @Override
    public Optional<byte[]> read(int most) {
      return Optional.of(new byte[0]);
    }

    @Override
    public void shutdown() {}

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  private void passes(KernelSweep sweep, int port, boolean outgoing, int flags) {
    int local = OneQuestion.LOCAL_PORT;
    Tcp tcp =
        outgoing
            ? new Tcp(local, port, 100, 0, flags, 9, List.of(), new byte[0])
            : new Tcp(port, local, 0, 101, flags, 9, List.of(), new byte[0]);
    byte[] bytes = OneQuestion.HOP.frame(OneQuestion.packet(outgoing, tcp, 64));
    sweep.overhear(new Frame(LinkType.ETHERNET, bytes, bytes.length, now, outgoing));
  }

  @Test
  void beginsOneConnectionAtEachInterval() {
    KernelSweep sweep = sweep(List.of(1, 2, 3), 7);
    assertEquals(Optional.empty(), sweep.next(now));
    assertEquals(List.of(1), connecting);
    assertEquals(now + 7, sweep.wakeAt());
    now += 6;
    sweep.next(now);
    assertEquals(List.of(1), connecting);
    now += 1;
    sweep.next(now);
    assertEquals(List.of(1, 2), connecting);
  }

  @Test
  void holdsAtMost64SocketsAtOnce() {
    KernelSweep sweep = sweep(IntStream.rangeClosed(1, 100).boxed().toList(), 0);
    sweep.next(now);
    assertEquals(64, connecting.size());
  }

  @Test
  void givesEachSegmentToItsConnection() {
    KernelSweep sweep = sweep(List.of(80, 443), 0);
    sweep.next(now);
    passes(sweep, 80, true, Tcp.SYN);
    passes(sweep, 443, true, Tcp.SYN);
    passes(sweep, 443, false, Tcp.RST | Tcp.ACK);
    passes(sweep, 22, false, Tcp.RST | Tcp.ACK);

    assertEquals(Status.UNKNOWN, sweep.result().get(0).status());
    assertEquals(Status.CLOSED, sweep.result().get(1).status());
    assertEquals(2, sweep.tally().sent());
    assertEquals(1, sweep.tally().received());
  }

  private void passesElsewhere(KernelSweep sweep, boolean outgoing, int flags) {
    int local = OneQuestion.LOCAL_PORT;
    Tcp tcp =
        outgoing
            ? new Tcp(local, 8080, 100, 0, flags, 9, List.of(), new byte[0])
            : new Tcp(8080, local, 0, 101, flags, 9, List.of(), new byte[0]);
    IpPacket packet = OneQuestion.packet(outgoing, tcp, 64);
    InetAddress server = Addresses.literal("198.51.100.9");
    InetAddress from = outgoing ? packet.source() : server;
    InetAddress to = outgoing ? server : packet.destination();
    byte[] bytes =
        OneQuestion.HOP.frame(
            IpPacket.unsplittable(
                from, to, 1, 64, new Payload(IpProtocol.TCP, tcp.emit(from, to))));
    sweep.overhear(new Frame(LinkType.ETHERNET, bytes, bytes.length, now, false, outgoing));
  }

  @Test
  void followsConnectionThatOwnNatLeadsElsewhere() {
    KernelSweep sweep = sweep(List.of(443), 0);
    sweep.next(now);
    passesElsewhere(sweep, true, Tcp.SYN);
    passesElsewhere(sweep, false, Tcp.RST | Tcp.ACK);
    sweep.next(now);

    HandshakeResult result = sweep.result().get(0);
    assertEquals(Status.CLOSED, result.status());
    assertEquals(
        Optional.of(new Translation(Addresses.literal("198.51.100.9"), 8080)),
        result.translation());
  }

  @Test
  void choosesNoneOfSeveralConnectionsThatOwnNatMayLeadElsewhere() {
    KernelSweep sweep = sweep(List.of(80, 443), 0);
    sweep.next(now);
    passesElsewhere(sweep, true, Tcp.SYN);
    passesElsewhere(sweep, false, Tcp.RST | Tcp.ACK);

    assertEquals(0, sweep.tally().sent());
  }

  @Test
  void isDoneWhenEachConnectionIs() {
    KernelSweep sweep = sweep(List.of(80), 0);
    assertFalse(sweep.done());
    sweep.next(now);
    passes(sweep, 80, true, Tcp.SYN);
    passes(sweep, 80, false, Tcp.RST | Tcp.ACK);
    sweep.next(now);

    assertTrue(sweep.done());
  }

  @Test
  void sendsNothingSoNothingCanBeAnswered() {
    assertThrows(IllegalStateException.class, () -> sweep(List.of(80), 0).accept(null));
  }
}
