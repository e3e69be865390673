package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.tcp.Connection;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What a talk says waits here until the connection has room for it. */
class SendQueueTest {
  private static final long NOW = 1_000_000;

  /** A connection takes so many bytes that are not acknowledged, and no more. */
  private static final int ROOM = 4;

  private final Queue<String> lines = new ArrayDeque<>();
  private final OneConversation.SaidAndHeard talk =
      new OneConversation.SaidAndHeard() {
        @Override
        public byte[] outgoing(long now) {
          String next = lines.poll();
          return (next == null ? "" : next).getBytes(StandardCharsets.US_ASCII);
        }
      };
  private final Connection connection = established();
  private final SendQueue queue = new SendQueue();

  @Test
  void isEmptyWhenTheConnectionHasTakenAll() {
    assertTrue(queue.isEmpty());
    lines.addAll(List.of("ab", "cd"));
    queue.handOver(talk, connection, NOW);
    assertTrue(queue.isEmpty());
    assertEquals(4, connection.unacknowledged());
  }

  @Test
  void keepsBytesThatDoNotFitAndAsksForNoMore() {
    lines.addAll(List.of("abcdef", "gh"));
    queue.handOver(talk, connection, NOW);
    assertFalse(queue.isEmpty());
    assertEquals(ROOM, connection.unacknowledged());
    assertEquals(1, lines.size());
  }

  @Test
  void handsOverTheRestInOrderWhenThereIsRoomAgain() {
    lines.addAll(List.of("abcdef", "gh"));
    queue.handOver(talk, connection, NOW);
    assertEquals("abcd", sent());
    queue.handOver(talk, connection, NOW);
    assertEquals("efgh", sent());
    assertTrue(queue.isEmpty());
    assertTrue(lines.isEmpty());
  }

  /** What leaves now, acknowledged at once. */
  private String sent() {
    StringBuilder text = new StringBuilder();
    for (var tcp = connection.next(NOW); tcp.isPresent(); tcp = connection.next(NOW)) {
      byte[] data = tcp.get().payload();
      text.append(new String(data, StandardCharsets.US_ASCII));
      connection.accept(answer(tcp.get(), 5_001, Tcp.ACK), NOW);
    }
    return text.toString();
  }

  private static Connection established() {
    TcpSettings settings =
        TcpSettings.linux(4, 1500).withOptions(-1, false, false).withBuffers(65_535, ROOM);
    SocketPair ends =
        new SocketPair(OneConversation.HERE, new Port(50_000), OneConversation.THERE, new Port(80));
    Connection connection = Connection.connect(settings, ends, InitialSequence.ofSeed(1), NOW);
    Tcp syn = connection.next(NOW).orElseThrow();
    connection.accept(answer(syn, 5_000, Tcp.SYN | Tcp.ACK), NOW);
    return connection;
  }

  private static Tcp answer(Tcp to, long sequence, int flags) {
    int counted = to.payload().length + (to.has(Tcp.SYN) ? 1 : 0);
    long acknowledgment = (to.sequence() + counted) & 0xffff_ffffL;
    return new Tcp(80, 50_000, sequence, acknowledgment, flags, 8_000, List.of(), new byte[0]);
  }
}
