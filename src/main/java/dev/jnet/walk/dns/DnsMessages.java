package dev.jnet.walk.dns;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Makes and parses DNS messages. No other class of this package knows the library for them. */
public final class DnsMessages {
  /** The most answer records that are kept: a bound for what a server may send. */
  private static final int MAX_RECORDS = 200;

  private DnsMessages() {}

  /**
   * A query for the addresses of a name, with recursion desired.
   *
   * @param id 0 to 65535
   * @param version of IP: 4 asks for A records, 6 for AAAA
   * @throws IllegalArgumentException when the text cannot be a name
   */
  public static byte[] query(int id, String name, int version) {
    try {
      int type = version == 4 ? Type.A : Type.AAAA;
      Name absolute = Name.fromString(name, Name.root);
      Message message = Message.newQuery(Record.newRecord(absolute, type, DClass.IN));
      message.getHeader().setID(id);
      return message.toWire();
    } catch (TextParseException e) {
      throw new IllegalArgumentException("'" + name + "' cannot be a name in DNS", e);
    }
  }

  /**
   * Parses a message.
   *
   * @throws MalformedPacketException when the bytes are no DNS message
   */
  public static DnsMessage parse(byte[] bytes) throws MalformedPacketException {
    Message message;
    try {
      message = new Message(bytes);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new MalformedPacketException("not a DNS message: " + e.getMessage());
    }
    Record question = message.getQuestion();
    List<DnsRecord> answers = new ArrayList<>();
    for (Record each : message.getSection(Section.ANSWER)) {
      if (answers.size() < MAX_RECORDS) {
        answers.add(record(each));
      }
    }
    return new DnsMessage(
        bytes.length,
        message.getHeader().getID(),
        message.getHeader().getFlag(Flags.QR),
        message.getHeader().getFlag(Flags.AA),
        message.getHeader().getFlag(Flags.TC),
        message.getHeader().getFlag(Flags.RA),
        message.getRcode(),
        Rcode.string(message.getRcode()),
        question == null ? "" : plain(question.getName()),
        question == null ? "" : Type.string(question.getType()),
        List.copyOf(answers),
        question == null ? 0 : question.getName().length() + 4);
  }

  private static DnsRecord record(Record record) throws MalformedPacketException {
    Optional<InetAddress> address = Optional.empty();
    if (record instanceof ARecord || record instanceof AAAARecord) {
      address = Optional.of(Addresses.of(record.rdataToWireCanonical()));
    }
    return new DnsRecord(
        plain(record.getName()),
        Type.string(record.getType()),
        record.getTTL(),
        record.rdataToString(),
        address);
  }

  /**
   * A name without the final dot, in lower case, because DNS ignores case (RFC 1035 section 2.3.3).
   */
  private static String plain(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }
}
