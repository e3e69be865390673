package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Answers DNS queries for the names of a practice network. An alias is answered with a CNAME
 * record.
 */
final class NameServer {
  /** The UDP port of name servers. */
  static final int PORT = 53;

  private static final long TTL = 300;

  private final Topology topology;

  NameServer(Topology topology) {
    this.topology = topology;
  }

  /** The answer to a query; empty when the bytes are not a query. */
  Optional<byte[]> answer(byte[] bytes) {
    try {
      Message query = new Message(bytes);
      Record question = query.getQuestion();
      if (question == null || query.getHeader().getFlag(Flags.QR)) {
        return Optional.empty();
      }
      Message answer = new Message(query.getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.getHeader().setFlag(Flags.AA);
      answer.getHeader().setFlag(Flags.RD);
      answer.getHeader().setFlag(Flags.RA);
      answer.addRecord(question, Section.QUESTION);
      fill(answer, question);
      return Optional.of(answer.toWire());
    } catch (IOException | IllegalArgumentException noQuery) {
      return Optional.empty();
    }
  }

  private void fill(Message answer, Record question) throws TextParseException {
    String asked = question.getName().toString(true).toLowerCase(Locale.ROOT);
    int index = topology.indexOf(asked);
    if (index < 0) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
      return;
    }
    Topology.Node node = topology.nodes().get(index);
    Name owner = question.getName();
    if (!asked.equals(node.name())) {
      Name canonical = Name.fromString(node.name(), Name.root);
      answer.addRecord(new CNAMERecord(owner, DClass.IN, TTL, canonical), Section.ANSWER);
      owner = canonical;
    }
    for (NetworkAddress each : node.addresses()) {
      InetAddress address = each.address();
      int version = Addresses.version(address);
      if (version == 4 && question.getType() == Type.A) {
        answer.addRecord(new ARecord(owner, DClass.IN, TTL, address), Section.ANSWER);
      } else if (version == 6 && question.getType() == Type.AAAA) {
        answer.addRecord(new AAAARecord(owner, DClass.IN, TTL, address), Section.ANSWER);
      }
    }
  }
}
