package dev.jnet.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS is judged only by bytes that follow those before them. */
class TlsWatchTest {
  private static final byte[] HELLO = {22, 3, 1, 0, 1, 0};
  private static final byte[] NOT_TLS =
      "HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII);

  private final TlsWatch watch = new TlsWatch();

  private void take(boolean byClient, int flags, byte[] data, Set<TcpEvent> events) {
    Tcp tcp = new Tcp(1, 2, 0, 0, flags, 100, List.of(), data);
    watch.accept(new CapturedSegment(1, 0, tcp, data.length, 0, 64), byClient, events);
  }

  @BeforeEach
  void clientBegins() {
    take(true, Tcp.ACK, HELLO, Set.of());
  }

  private Optional<TlsRefusal.Kind> refusal() {
    return watch.refusal().map(TlsRefusal::kind);
  }

  @Test
  void answerInAnotherProtocolIsARefusal() {
    take(false, Tcp.ACK, NOT_TLS, Set.of());
    assertEquals(Optional.of(TlsRefusal.Kind.NOT_TLS), refusal());
  }

  /** The bytes may lie in the middle of a record whose beginning was not captured. */
  @ParameterizedTest
  @EnumSource(
      value = TcpEvent.class,
      names = {"GAP_BEFORE", "OUT_OF_ORDER", "RETRANSMISSION"})
  void answerThatDoesNotFollowSaysNothing(TcpEvent event) {
    take(false, Tcp.ACK, NOT_TLS, Set.of(event));
    take(false, Tcp.ACK, NOT_TLS, Set.of());
    assertEquals(Optional.empty(), refusal());
  }

  @Test
  void beginningOfARecordIsNoRefusal() {
    take(false, Tcp.ACK, new byte[] {22}, Set.of());
    take(false, Tcp.ACK, new byte[] {3, 3, 0, 80}, Set.of());
    assertEquals(Optional.empty(), refusal());
  }

  @Test
  void oneWrongByteIsARefusal() {
    take(false, Tcp.ACK, new byte[] {'S'}, Set.of());
    assertEquals(Optional.of(TlsRefusal.Kind.NOT_TLS), refusal());
  }

  @Test
  void closeInsteadOfAnAnswerIsARefusalUnlessDataBeforeItIsMissing() {
    take(false, Tcp.FIN | Tcp.ACK, new byte[0], Set.of(TcpEvent.GAP_BEFORE));
    assertEquals(Optional.empty(), refusal());
    take(false, Tcp.FIN | Tcp.ACK, new byte[0], Set.of());
    assertEquals(Optional.of(TlsRefusal.Kind.CUT_OFF), refusal());
  }
}
