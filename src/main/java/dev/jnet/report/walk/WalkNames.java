package dev.jnet.report.walk;

import dev.jnet.report.Text;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.wire.Addresses;
import java.util.List;

/** Writes the chapter about how a name became an address. */
final class WalkNames {
  private static final int MAX_RECORDS = 12;
  private static final int MAX_NAME = 100;

  private final Pen pen;

  WalkNames(Pen pen) {
    this.pen = pen;
  }

  void write(Leg leg) {
    name(leg);
    passedOver(leg.naming());
  }

  /** Names the addresses that were tried before the chosen one (RFC 8305). */
  private void passedOver(Naming naming) {
    for (Naming.PassedOver each : naming.passedOver()) {
      pen.remark(
          "Tried before",
          Addresses.text(each.address())
              + ": "
              + WalkWords.givenUp(each.outcome())
              + ", so the next address of the name was tried");
    }
  }

  private void name(Leg leg) {
    Naming naming = leg.naming();
    String host = leg.url().host();
    String chosen = naming.chosen().map(Addresses::text).orElse("");
    switch (naming.source()) {
      case LITERAL -> {
        pen.chapter(Chapter.NAME, "DNS", "skipped: " + host + " is an address already");
        return;
      }
      case HOSTS_FILE -> {
        pen.chapter(Chapter.NAME, "DNS", "skipped: /etc/hosts says that " + host + " is " + chosen);
        return;
      }
      case PLAN -> {
        pen.chapter(
            Chapter.NAME,
            "DNS",
            "skipped: this practice network has no name server; by its plan "
                + host
                + " is "
                + chosen);
        return;
      }
      default ->
          pen.chapter(
              Chapter.NAME, "DNS", chosen.isEmpty() ? "no address" : host + " is " + chosen);
    }
    pen.explain("DNS", "resolver", "UDP", "A");
    boolean first = true;
    for (Lookup lookup : naming.lookups()) {
      lookup(lookup, naming, first);
      first = false;
    }
    if (naming.overTcp().isPresent()) {
      var conversed = naming.overTcp().get();
      pen.row(
          "TCP",
          "an answer was cut short (TC): what does not fit into a UDP message of 512 bytes is asked"
              + " for again over a TCP connection; "
              + Text.count(conversed.out().segments() + conversed.in().segments(), "segment")
              + " for it, in "
              + Text.millis(conversed.times().over() - conversed.times().syn())
              + " ms");
    }
    if (naming.chosen().isPresent() && naming.addresses().size() > 1) {
      pen.row(
          "Chosen",
          chosen
              + (Addresses.version(naming.chosen().get()) == 6
                  ? ": IPv6 goes first where there is a route for it (RFC 6724)"
                  : mixed(naming) ? ": IPv4, as this machine prefers it for this target" : ""));
    }
  }

  private static boolean mixed(Naming naming) {
    boolean four = false;
    boolean six = false;
    for (var address : naming.addresses()) {
      four |= Addresses.version(address) == 4;
      six |= Addresses.version(address) == 6;
    }
    return four && six;
  }

  private void lookup(Lookup lookup, Naming naming, boolean first) {
    pen.row(
        first ? "Asked" : "Then",
        Addresses.text(lookup.server())
            + " ("
            + naming.configured()
            + "), UDP port 53, for "
            + Text.printable(lookup.name(), MAX_NAME));
    boolean drawn = !first;
    for (Lookup.Query query : lookup.queries()) {
      if (query.sent().isEmpty()) {
        continue;
      }
      if (!drawn) {
        arithmetic(query);
        drawn = true;
      }
      query(query);
    }
    if (lookup.refusal().isPresent()) {
      pen.row("Refused", lookup.refusal().get());
    }
    if (lookup.ignored() > 0) {
      pen.row(
          "Ignored",
          Text.count(lookup.ignored(), "datagram")
              + " with another identifier or question: an answer must match both");
    }
  }

  private void query(Lookup.Query query) {
    Passage sent = query.sent().get(query.sent().size() - 1);
    String tries = query.sent().size() > 1 ? " (sent " + query.sent().size() + " times)" : "";
    if (query.answer().isEmpty()) {
      pen.row(query.type() + " ?", "no answer" + tries);
      pen.bytes("the query", sent.frame());
      return;
    }
    DnsMessage answer = query.answer().get();
    String time =
        query.answered().isPresent()
            ? Text.millis(Math.max(0, query.answered().get().at() - sent.at())) + " ms"
            : "";
    String since =
        query.sent().size() > 1 ? " after the last of " + query.sent().size() + " questions" : "";
    pen.row(
        query.type() + " ?",
        answer.rcodeName()
            + (since.isEmpty() ? " after " : " ")
            + time
            + since
            + ", "
            + answer.bytes()
            + " bytes"
            + (answer.authoritative() ? ", from the server's own zone (AA)" : "")
            + (answer.truncated() ? ", cut short (TC)" : "")
            + (query.overTcp() ? ", over TCP" : ""));
    List<DnsRecord> aliases = query.aliases();
    if (!aliases.isEmpty()) {
      pen.explain("CNAME");
    }
    int shown = 0;
    for (List<DnsRecord> records : List.of(aliases, query.addressRecords())) {
      for (DnsRecord record : records) {
        if (shown++ < MAX_RECORDS) {
          pen.explain("TTL of a record");
          pen.row("", record(record));
        }
      }
    }
    if (shown == 0) {
      pen.row("", "no " + query.type() + " record");
    } else if (shown > MAX_RECORDS) {
      pen.row("", "and " + (shown - MAX_RECORDS) + " records more");
    }
    pen.bytes("the query", sent.frame());
    query.answered().ifPresent(passage -> pen.bytes("the answer", passage.frame()));
  }

  private static String record(DnsRecord record) {
    return Text.printable(record.owner(), MAX_NAME)
        + "  "
        + record.type()
        + "  "
        + record.address().map(Addresses::text).orElse(Text.printable(record.value(), MAX_NAME))
        + "  (TTL "
        + record.ttl()
        + " s)";
  }

  /** Lists the headers of the query's frame. */
  private void arithmetic(Lookup.Query query) {
    Passage sent = query.sent().get(0);
    int ip = 0;
    int udp = 0;
    for (Layer layer : Anatomy.of(sent.frame().type(), sent.frame().bytes())) {
      ip = layer.name().startsWith("IP") ? layer.length() : ip;
      udp = layer.name().equals("UDP") ? layer.length() : udp;
    }
    int question = query.message().length - DnsMessage.HEADER;
    int packet = ip + udp + query.message().length;
    pen.strip(
        sent.frame(),
        List.of(new Pen.Part("DNS", DnsMessage.HEADER), new Pen.Part("question", question)));
    pen.row(
        "Query",
        ip
            + " IP + "
            + udp
            + " UDP + "
            + DnsMessage.HEADER
            + " DNS header + "
            + question
            + " question = "
            + packet
            + " bytes");
    pen.row(
        "Question",
        "each part of the name with its length in front, a zero at the end, then 2 bytes of type"
            + " and 2 of class");
  }
}
