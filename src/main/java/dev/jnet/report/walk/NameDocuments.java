package dev.jnet.report.walk;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Makes the part of a walk's JSON document about how the host's name was looked up. */
final class NameDocuments {
  private NameDocuments() {}

  /** How the name of a leg's host became an address. */
  static WalkDocument.Name of(Leg leg) {
    Naming naming = leg.naming();
    List<WalkDocument.Query> queries = new ArrayList<>();
    for (Lookup lookup : naming.lookups()) {
      for (Lookup.Query query : lookup.queries()) {
        queries.add(query(lookup, query));
      }
    }
    return new WalkDocument.Name(
        leg.url().host(),
        word(naming.source()),
        texts(naming.servers()),
        queries,
        naming.overTcp().isPresent() ? true : null,
        texts(naming.addresses()),
        naming.chosen().map(Addresses::text).orElse(null),
        naming.passedOver().isEmpty()
            ? null
            : naming.passedOver().stream()
                .map(
                    each ->
                        new WalkDocument.PassedOver(
                            Addresses.text(each.address()), word(each.outcome())))
                .toList());
  }

  private static List<String> texts(List<InetAddress> addresses) {
    List<String> texts = new ArrayList<>();
    for (InetAddress each : addresses) {
      texts.add(Addresses.text(each));
    }
    return texts;
  }

  private static WalkDocument.Query query(Lookup lookup, Lookup.Query query) {
    List<WalkDocument.Rr> records = new ArrayList<>();
    for (DnsRecord each : query.answer().map(DnsMessage::answers).orElse(List.of())) {
      String value = each.address().map(Addresses::text).orElse(each.value());
      records.add(
          new WalkDocument.Rr(
              Text.printable(each.owner()), each.type(), each.ttl(), Text.printable(value)));
    }
    Passage last = query.sent().isEmpty() ? null : query.sent().get(query.sent().size() - 1);
    boolean timed = last != null && query.answered().isPresent();
    return new WalkDocument.Query(
        Addresses.text(lookup.server()),
        lookup.name(),
        query.type(),
        query.sent().size(),
        timed ? millis(Math.max(0, query.answered().get().at() - last.at())) : null,
        query.answer().map(DnsMessage::rcodeName).orElse(null),
        query.answer().map(DnsMessage::bytes).orElse(null),
        query.answer().map(DnsMessage::truncated).orElse(null),
        records,
        last == null ? null : WalkDocuments.bytes(last),
        query.answered().map(WalkDocuments::bytes).orElse(null));
  }
}
