package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on loopback, and what it says about the validity of addresses. */
class AddressValidityTest {
  private static final InetAddress FOUR = Addresses.literal("192.0.2.1");

  /** A name server that answers all queries with such records. */
  private record Server(DatagramSocket socket) implements AutoCloseable {
    static Server answering(Function<Message, List<Message>> answers) throws IOException {
      DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(socket, answers));
      thread.setDaemon(true);
      thread.start();
      return new Server(socket);
    }

    private static void serve(DatagramSocket socket, Function<Message, List<Message>> answers) {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      try {
        while (true) {
          packet.setLength(4096);
          socket.receive(packet);
          Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
          for (Message each : answers.apply(query)) {
            byte[] answer = each.toWire();
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          }
        }
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** An answer to a query with records as zone files have them. */
  private static Message answer(Message query, String... records) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    try {
      for (String each : records) {
        String[] words = each.split(" ", 4);
        answer.addRecord(
            Record.fromString(
                Name.fromString(words[0]),
                Type.value(words[2]),
                DClass.IN,
                Long.parseLong(words[1]),
                words[3],
                Name.root),
            Section.ANSWER);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer;
  }

  private static Optional<Duration> ask(UnaryOperator<Message> answers, String... names)
      throws IOException {
    return askAndGet(query -> List.of(answers.apply(query)), names);
  }

  private static Optional<Duration> askAndGet(
      Function<Message, List<Message>> answers, String... names) throws IOException {
    try (Server server = Server.answering(answers)) {
      return AddressValidity.of(List.of(server.address()), List.of(names), FOUR);
    }
  }

  @Test
  void isTheSmallestTtlOnTheWayToTheAddress() throws IOException {
    assertEquals(
        Optional.of(Duration.ofSeconds(20)),
        ask(
            query ->
                answer(
                    query,
                    "www.example. 20 CNAME a.example.",
                    "a.example. 300 A 192.0.2.1",
                    "a.example. 300 A 192.0.2.2"),
            "www.example"));
  }

  @Test
  void isUnknownWhereTheServerHasOtherAddresses() throws IOException {
    assertEquals(
        Optional.empty(),
        ask(query -> answer(query, "www.example. 20 A 192.0.2.9"), "www.example"));
    assertEquals(Optional.empty(), ask(query -> answer(query), "www.example"));
  }

  @Test
  void isThatOfTheFirstNameThatHasTheAddress() throws IOException {
    assertEquals(
        Optional.of(Duration.ofSeconds(7)),
        ask(
            query ->
                query.getQuestion().getName().toString().equals("www.lan.")
                    ? answer(query, "www.lan. 7 A 192.0.2.1")
                    : answer(query),
            "www.example.org",
            "www.lan"));
  }

  @Test
  void isNoMoreThanADay() throws IOException {
    assertEquals(
        Optional.of(Duration.ofDays(1)),
        ask(query -> answer(query, "www.example. 2000000000 A 192.0.2.1"), "www.example."));
  }

  @Test
  void isUnknownWhereNoServerAnswers() throws IOException {
    InetSocketAddress nobody;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
    assertEquals(
        Optional.empty(), AddressValidity.of(List.of(nobody), List.of("www.example"), FOUR));
  }

  /** Somebody who does not see the query cannot know its number. */
  @Test
  void isNotTakenFromAnAnswerToAnotherQuery() throws IOException {
    assertEquals(
        Optional.of(Duration.ofSeconds(20)),
        askAndGet(
            query -> {
              Message forged = answer(query, "www.example. 99 A 192.0.2.1");
              forged.getHeader().setID(query.getHeader().getID() ^ 1);
              return List.of(forged, answer(query, "www.example. 20 A 192.0.2.1"));
            },
            "www.example"));
  }
}
