package dev.jnet.command.exporter;

import dev.jnet.testnet.Host;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a test's host, whose only address changes, and which counts queries. */
final class ChangingName implements AutoCloseable {
  private static final int PORT = 53;
  private static final int MAX_QUERY = 512;

  private final DatagramSocket socket;
  private final long ttl;
  private final AtomicInteger queries = new AtomicInteger();
  private volatile InetAddress address;

  private ChangingName(DatagramSocket socket, long ttl, InetAddress address) {
    this.socket = socket;
    this.ttl = ttl;
    this.address = address;
  }

  /**
   * Answers on a host.
   *
   * @param ttl of the records, in seconds
   * @param address at first
   */
  static ChangingName on(Host host, long ttl, String address) {
    DatagramSocket socket = host.inside(() -> new DatagramSocket(PORT));
    ChangingName name = new ChangingName(socket, ttl, Addresses.literal(address));
    Thread thread = new Thread(name::serve, "test-name-server");
    thread.setDaemon(true);
    thread.start();
    return name;
  }

  /** All names have this address from now on. */
  void become(String changed) {
    address = Addresses.literal(changed);
  }

  /** How many queries have come. */
  int queries() {
    return queries.get();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_QUERY], MAX_QUERY);
    try {
      while (true) {
        packet.setLength(MAX_QUERY);
        socket.receive(packet);
        queries.incrementAndGet();
        byte[] answer =
            answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (SocketException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Message answer(Message query) {
    Record question = query.getQuestion();
    InetAddress now = address;
    boolean isSix = Addresses.version(now) == 6;
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    if (question.getType() == (isSix ? Type.AAAA : Type.A)) {
      answer.addRecord(
          isSix
              ? new AAAARecord(question.getName(), DClass.IN, ttl, now)
              : new ARecord(question.getName(), DClass.IN, ttl, now),
          Section.ANSWER);
    }
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
