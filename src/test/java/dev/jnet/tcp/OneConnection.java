package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection, the test being the network and the other side: numbers relative to both initial
 * ones.
 */
abstract class OneConnection {
  static final long MS = Nanos.MILLISECOND;
  static final long ISS = 0xffff_fff0L; // the numbers soon begin again at 0
  static final long IRS = 5_000;
  static final byte[] NONE = {};

  long now;
  Connection connection = connect(plain());

  /** No options but the MSS, so that the numbers are easy to follow. */
  static TcpSettings plain() {
    return TcpSettings.linux(4, 1500).withOptions(-1, false, false);
  }

  Connection connect(TcpSettings settings) {
    return Connection.connect(settings, 40_000, 80, new InitialNumbers(ISS, 1_000), now);
  }

  Tcp sent() {
    return connection.next(now).orElseThrow(() -> new AssertionError("nothing to send"));
  }

  void assertSent(int flags, long sequence, long ack) {
    assertSent(flags, sequence, ack, 0);
  }

  void assertSent(int flags, long sequence, long ack, int length) {
    Tcp tcp = sent();
    String text = tcp.flagsInWords() + " " + tcp;
    assertEquals(flags, tcp.flags(), text);
    assertEquals(Seq.plus(ISS, sequence), tcp.sequence(), text);
    assertEquals(Seq.plus(IRS, ack), tcp.acknowledgment(), text);
    assertEquals(length, tcp.payload().length, text);
  }

  void assertSilent() {
    assertEquals(Optional.empty(), connection.next(now));
  }

  /** Numbers are relative to both initial ones. */
  void arrives(int flags, long sequence, long ack) {
    arrives(flags, sequence, ack, 1_000, NONE);
  }

  void arrives(int flags, long sequence, long ack, int window, byte[] data) {
    arrives(flags, sequence, ack, window, List.of(), data);
  }

  void arrives(
      int flags, long sequence, long ack, int window, List<TcpOption> options, byte[] data) {
    connection.accept(
        new Tcp(
            80,
            40_000,
            Seq.plus(IRS, sequence),
            (flags & ACK) != 0 ? Seq.plus(ISS, ack) : 0,
            flags,
            window,
            options,
            data),
        now);
  }

  void establish() {
    sent();
    arrives(SYN | ACK, 0, 1);
    assertSent(ACK, 1, 1);
    assertSilent();
    assertEquals(TcpState.ESTABLISHED, connection.state());
  }

  List<TcpState> states() {
    List<TcpState> states = new ArrayList<>();
    for (Transition transition : connection.transitions()) {
      states.add(transition.to());
    }
    LegalStates.check(connection.transitions(), states.toString());
    return states;
  }
}
