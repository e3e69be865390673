package dev.jnet.network;

import dev.jnet.unit.Nanos;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsMessages;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks name servers how long an address of a name is valid: the C library, which looks names up,
 * does not tell. The question goes out by an ordinary socket, which needs no privileges.
 */
final class AddressValidity {
  /** How long an answer may take, in ms. The server has just answered the C library. */
  private static final int PATIENCE = 1000;

  private static final int MAX_ANSWER = 4096;
  private static final int MAX_ID = 1 << 16;

  /** No record is trusted for longer, whatever its TTL says (RFC 8767 section 4). */
  private static final long MAX_SECONDS = 86_400;

  private static final SecureRandom RANDOM = new SecureRandom();

  private AddressValidity() {}

  /**
   * The smallest TTL of the records that lead from a name to its address.
   *
   * @param servers to ask, in their order
   * @param candidates the full names that the name may stand for, in their order
   * @return empty when no server knows the address under one of these names
   */
  static Optional<Duration> of(
      List<InetSocketAddress> servers, List<String> candidates, InetAddress address) {
    for (String name : candidates) {
      for (InetSocketAddress server : servers) {
        Optional<DnsMessage> answer = ask(server, name, Addresses.version(address));
        Optional<Duration> validity = answer.flatMap(message -> validity(message, address));
        if (validity.isPresent()) {
          return validity;
        }
        if (answer.isPresent()) {
          break; // this server knows better than the next ones
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> validity(DnsMessage answer, InetAddress address) {
    long least = MAX_SECONDS;
    boolean isThere = false;
    for (DnsRecord record : answer.answers()) {
      isThere |= record.address().filter(address::equals).isPresent();
      least = Math.min(least, record.ttl());
    }
    return isThere ? Optional.of(Duration.ofSeconds(least)) : Optional.empty();
  }

  private static Optional<DnsMessage> ask(InetSocketAddress server, String name, int version) {
    int id = RANDOM.nextInt(MAX_ID);
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] query = DnsMessages.query(id, name, version);
      socket.connect(server);
      socket.send(new DatagramPacket(query, query.length));
      return answer(socket, id, name);
    } catch (IOException | IllegalArgumentException noAnswer) {
      return Optional.empty();
    }
  }

  /** The first answer to this query; others are ignored. */
  private static Optional<DnsMessage> answer(DatagramSocket socket, int id, String name)
      throws IOException {
    long end = System.nanoTime() + PATIENCE * Nanos.MILLISECOND;
    DatagramPacket packet = new DatagramPacket(new byte[MAX_ANSWER], MAX_ANSWER);
    for (long left = PATIENCE; left > 0; left = (end - System.nanoTime()) / Nanos.MILLISECOND) {
      socket.setSoTimeout((int) left);
      socket.receive(packet);
      Optional<DnsMessage> message =
          parsed(Arrays.copyOf(packet.getData(), packet.getLength()))
              .filter(each -> each.response() && each.id() == id)
              .filter(each -> isSame(each.questionName(), name));
      if (message.isPresent()) {
        return message;
      }
    }
    return Optional.empty();
  }

  private static Optional<DnsMessage> parsed(byte[] bytes) {
    try {
      return Optional.of(DnsMessages.parse(bytes));
    } catch (MalformedPacketException other) {
      return Optional.empty();
    }
  }

  private static boolean isSame(String one, String other) {
    return one.equalsIgnoreCase(
        other.endsWith(".") ? other.substring(0, other.length() - 1) : other);
  }
}
