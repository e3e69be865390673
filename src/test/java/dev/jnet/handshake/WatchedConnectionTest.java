package dev.jnet.handshake;

import static dev.jnet.handshake.OneQuestion.ours;
import static dev.jnet.handshake.OneQuestion.theirs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule of {@link WatchedConnection}: the test is the kernel, and makes the segments. */
class WatchedConnectionTest {
  private static final long MS = Nanos.MILLISECOND;

  private final Socket socket = new Socket();
  private WatchedConnection connection = watch("");
  private long now = Nanos.SECOND;

  private WatchedConnection watch(String data) {
    return new WatchedConnection(OneQuestion.saying(data), socket);
  }

  /** A socket that does what the test says, and writes down what it is asked. */
  private static final class Socket implements KernelSocket {
    final List<String> calls = new ArrayList<>();
    final Deque<Optional<byte[]>> data = new ArrayDeque<>();
    boolean connected;
    String trouble;

    private void call(String name) throws IOException {
      calls.add(name);
      if (trouble != null) {
        throw new IOException(trouble);
      }
    }

    @Override
    public void connect() throws IOException {
      call("connect");
    }

    @Override
    public boolean isConnected() throws IOException {
      if (trouble != null) {
        throw new IOException(trouble);
      }
      return connected;
    }

    @Override
    public int write(byte[] bytes, int from) throws IOException {
      call("write " + (bytes.length - from));
      return bytes.length - from;
    }

    @Override
    public Optional<byte[]> read(int most) {
      return data.isEmpty() ? Optional.of(new byte[0]) : data.poll();
    }

    @Override
    public void shutdown() throws IOException {
      call("shutdown");
    }

    @Override
    public void abort() throws IOException {
      call("abort");
    }

    @Override
    public void close() {
      calls.add("close");
    }

    void says(String text) {
      data.add(Optional.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private void out(int flags, long sequence, long ack, int length) {
    Tcp tcp = ours(flags, sequence, ack, length);
    connection.see(true, OneQuestion.packet(true, tcp, 64), tcp, now);
  }

  private void in(int flags, long sequence, long ack, int length) {
    Tcp tcp = theirs(flags, sequence, ack, length);
    connection.see(false, OneQuestion.packet(false, tcp, 60), tcp, now);
  }

  private void after(long time) {
    now += time;
    connection.proceed(now);
  }

  private void begin() {
    after(0);
    out(Tcp.SYN, 100, 0, 0);
  }

  private void open() {
    begin();
    now += 5 * MS;
    in(Tcp.SYN | Tcp.ACK, 500, 101, 0);
    out(Tcp.ACK, 101, 501, 0);
    socket.connected = true;
    after(0);
  }

  private HandshakeResult result() {
    return connection.result();
  }

  @Test
  void connectsFirst() {
    assertEquals(Long.MIN_VALUE, connection.wakeAt());
    after(0);

    assertEquals(List.of("connect"), socket.calls);
    assertEquals(now + 10 * MS, connection.wakeAt());
    assertEquals(Status.UNKNOWN, result().status());
  }

  @Test
  void asksSocketMoreOftenOnceItIsConnected() {
    open();
    assertEquals(now + 2 * MS, connection.wakeAt());
  }

  @Test
  void closesAndAbortsWhateverComesWhenItsTimeIsUp() {
    connection = new WatchedConnection(OneQuestion.asking("ask", 65_536), socket);
    final long start = now;
    open();
    socket.calls.clear();
    for (int sequence = 501; !connection.done(); sequence++) {
      in(Tcp.ACK, sequence, 104, 1);
      socket.says("x");
      after(Nanos.SECOND / 4);
    }

    assertEquals(List.of("write 3", "shutdown", "abort", "close"), socket.calls);
    assertTrue(now <= start + 5 * Nanos.SECOND, "three seconds of SYNs, one to close, and polls");
    assertEquals(Set.of(Remark.REPLY_ENDLESS, Remark.STILL_SENDING), result().remarks());
  }

  @Test
  void asksTheSocketAtOnceWhenASegmentPasses() {
    begin();
    assertEquals(Long.MIN_VALUE, connection.wakeAt());
  }

  @Test
  void measuresTimeFromSynToItsAnswer() {
    open();

    assertEquals(Status.OPEN, result().status());
    assertEquals(5 * MS, result().roundTrip());
    assertTrue(result().exact());
  }

  @Test
  void closesAtOnceWithoutData() {
    open();
    after(MS);

    assertEquals(List.of("connect", "shutdown"), socket.calls);
  }

  @Test
  void closesOnlyWhenItsDataAreAcknowledgedAndAnswered() {
    connection = watch("hello");
    open();
    after(MS);
    out(Tcp.PSH | Tcp.ACK, 101, 501, 5);
    after(MS);
    in(Tcp.ACK, 501, 106, 0);
    after(MS);
    assertEquals(List.of("connect", "write 5"), socket.calls);

    socket.says("0123456789");
    after(MS);
    assertEquals(List.of("connect", "write 5", "shutdown"), socket.calls);
    assertEquals(10, result().reply().length);
  }

  @Test
  void closesWhenOtherSideHasClosed() {
    connection = watch("hello");
    open();
    after(MS);
    in(Tcp.ACK, 501, 106, 0);
    socket.data.add(Optional.empty());
    after(MS);

    assertEquals("shutdown", socket.calls.get(socket.calls.size() - 1));
  }

  @Test
  void closesWhenNoAnswerComesWithinPatience() {
    connection = watch("hello");
    open();
    after(MS);
    in(Tcp.ACK, 501, 106, 0);
    after(OneQuestion.PATIENCE);

    assertEquals("shutdown", socket.calls.get(socket.calls.size() - 1));
  }

  @Test
  void abortsWhenMoreComesThanWasAskedFor() {
    open();
    socket.says("01234567890");
    after(MS);

    assertEquals(List.of("connect", "abort"), socket.calls);
    assertEquals(Set.of(Remark.REPLY_CUT), result().remarks());
    assertEquals(10, result().reply().length);
    assertEquals(Ending.ABORTED, result().ending());
  }

  @Test
  void isOverAfterTheLastAcknowledgmentOfThisHost() {
    open();
    after(MS);
    out(Tcp.FIN | Tcp.ACK, 101, 501, 0);
    in(Tcp.FIN | Tcp.ACK, 501, 102, 0);
    after(MS);
    assertFalse(connection.done());
    out(Tcp.ACK, 102, 502, 0);
    after(MS);

    assertTrue(connection.done());
    assertEquals(Ending.CLOSED, result().ending());
  }

  @Test
  void waitsForTheLastAcknowledgmentOnlyForAWhile() {
    open();
    after(MS);
    out(Tcp.FIN | Tcp.ACK, 101, 501, 0);
    in(Tcp.FIN | Tcp.ACK, 501, 102, 0);
    after(MS);
    after(99 * MS);
    assertFalse(connection.done());
    after(MS);

    assertTrue(connection.done());
    assertEquals(Ending.CLOSED, result().ending());
  }

  @Test
  void noticesThatTheOtherSideKeepsItsHalfOpen() {
    open();
    after(MS);
    out(Tcp.FIN | Tcp.ACK, 101, 501, 0);
    in(Tcp.ACK, 501, 102, 0);
    after(OneQuestion.PATIENCE);

    assertEquals(Set.of(Remark.KEEPS_ITS_HALF_OPEN), result().remarks());
    assertEquals(Ending.ABORTED, result().ending());
  }

  @Test
  void noticesThatOurFinIsNotAcknowledged() {
    open();
    after(MS);
    out(Tcp.FIN | Tcp.ACK, 101, 501, 0);
    after(OneQuestion.PATIENCE);

    assertEquals(Set.of(Remark.FIN_NOT_ACKNOWLEDGED), result().remarks());
  }

  @Test
  void distinguishesResetOfOpenConnectionFromResetInsteadOfClose() {
    connection = watch("hello");
    open();
    after(MS);
    in(Tcp.RST, 501, 0, 0);
    assertEquals(Set.of(Remark.RESET_WHILE_OPEN), result().remarks());
    assertEquals(Ending.RESET, result().ending());

    connection = watch("");
    open();
    after(MS);
    in(Tcp.RST, 501, 0, 0);
    assertEquals(Set.of(Remark.RESET_INSTEAD_OF_CLOSE), result().remarks());
  }

  @Test
  void reportsClosedPort() {
    begin();
    in(Tcp.RST | Tcp.ACK, 0, 101, 0);
    socket.trouble = "Connection refused";
    after(MS);

    assertTrue(connection.done());
    assertEquals(Status.CLOSED, result().status());
    assertEquals(Ending.REFUSED, result().ending());
    assertEquals(Optional.empty(), result().complaint(), "the segments say it better");
  }

  @Test
  void reportsTheKernelsErrorWhenNoSegmentPassed() {
    after(0);
    socket.trouble = "Network is unreachable";
    after(10 * MS);
    after(100 * MS);

    assertTrue(connection.done());
    assertEquals(Status.FILTERED, result().status());
    assertEquals(Optional.of("Network is unreachable"), result().complaint());
  }

  @Test
  void reportsFilteredWhenAllSynsHadTheirTime() {
    begin();
    after(3 * Nanos.SECOND - 1);
    assertEquals(Status.UNKNOWN, result().status());
    after(1); // 1 s for the first SYN, and 2 s for the second

    assertEquals(Status.FILTERED, result().status());
    assertEquals(Ending.TIMED_OUT, result().ending());
    assertEquals(List.of("connect", "close"), socket.calls.subList(0, 2));
  }

  /** A filter of this machine drops the SYN-ACK behind the capture, so each side asks again. */
  @Test
  void isFilteredWhereTheKernelDoesNotTakeTheAnswer() {
    begin();
    in(Tcp.SYN | Tcp.ACK, 500, 101, 0);
    after(Nanos.SECOND);
    out(Tcp.SYN, 100, 0, 0);
    in(Tcp.SYN | Tcp.ACK, 500, 101, 0);
    after(2 * Nanos.SECOND);

    assertEquals(Status.FILTERED, result().status());
    assertEquals(Set.of(Remark.ANSWER_NOT_TAKEN), result().remarks());
    assertTrue(result().steps().stream().allMatch(step -> step.ours() == TcpState.SYN_SENT));
  }

  @Test
  void isFilteredWhereTheKernelGivesUpAlthoughAnAnswerCame() {
    begin();
    in(Tcp.SYN | Tcp.ACK, 500, 101, 0);
    socket.trouble = "Connection timed out";
    after(MS);
    after(Nanos.SECOND);

    assertEquals(Status.FILTERED, result().status());
    assertEquals(Set.of(Remark.ANSWER_NOT_TAKEN), result().remarks());
    assertEquals(Optional.empty(), result().complaint());
  }

  @Test
  void reportsTheIcmpErrorAndItsSender() {
    begin();
    IcmpError error = IcmpError.unreachable(4, 13, new byte[0]);
    IpPacket packet =
        IpPacket.unsplittable(
            OneQuestion.ROUTER, OneQuestion.HERE, 1, 64, new Payload(IpProtocol.ICMP, new byte[8]));
    now += 3 * MS;
    connection.fail(packet, error, now);
    after(MS);

    assertEquals(Status.FILTERED, result().status());
    assertEquals(OneQuestion.ROUTER, result().error().orElseThrow().from());
    assertEquals(3 * MS, result().roundTrip());
    assertEquals("close", socket.calls.get(1));
  }

  @Test
  void noticesChallengeAcknowledgment() {
    begin();
    in(Tcp.ACK, 900, 77, 0);

    assertEquals(Set.of(Remark.CHALLENGE_ACK), result().remarks());
    assertEquals(Status.UNKNOWN, result().status());
  }

  @Test
  void abortsWhenTheKernelIsConnectedButNoSynAckWasCaptured() {
    begin();
    socket.connected = true;
    after(10 * MS);
    after(OneQuestion.PATIENCE);

    assertEquals("abort", socket.calls.get(1));
    assertEquals(Ending.ABORTED, result().ending());
  }

  @Test
  void isOpenWhenOnlyTheSocketShowsTheConnection() {
    connection = watch("GET");
    after(0);
    socket.connected = true;
    after(10 * MS);
    after(100 * MS);
    assertEquals(Status.OPEN, result().status());
    assertEquals(Set.of(Remark.SEGMENTS_ELSEWHERE), result().remarks());
    socket.says("hello");
    socket.data.add(Optional.empty());
    after(10 * MS);
    after(100 * MS);

    assertTrue(socket.calls.containsAll(List.of("connect", "write 3", "shutdown")));
    assertTrue(connection.done());
    assertEquals(Ending.CLOSED, result().ending());
    assertEquals("hello", new String(result().reply(), StandardCharsets.US_ASCII));
  }
}
