package dev.jnet.walk.dns;

import dev.jnet.walk.conversation.Passage;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one name server answered about one name.
 *
 * @param name as it was asked for
 * @param server that was asked
 * @param queries one for each type of address
 * @param refusal the ICMP error that came instead of an answer, in words
 * @param ignored datagrams that answered none of the queries
 */
public record Lookup(
    String name, InetAddress server, List<Query> queries, Optional<String> refusal, int ignored) {
  /** The most aliases that are followed; a longer chain is probably a loop. */
  private static final int MAX_ALIASES = 16;

  /** How a lookup ended. */
  public enum Outcome {
    /** There is at least one address. */
    FOUND,
    /** The name exists, but has no address of the kind that was asked for. */
    NO_ADDRESS,
    /** There is no such name. */
    NO_SUCH_NAME,
    /**
     * The server answered that it could not or would not look the name up, or an ICMP error came.
     */
    REFUSED,
    /** One question was answered, without an address; the other one was not. */
    INCOMPLETE,
    /** No answer came. */
    SILENT;

    /** Whether the server gave a definite answer, so that no other server need be asked. */
    public boolean isTold() {
      return this != SILENT && this != REFUSED && this != INCOMPLETE;
    }

    /** Whether the name may still exist in another form, with another search domain appended. */
    public boolean mayBeKnownInAnotherForm() {
      return this == NO_SUCH_NAME || this == NO_ADDRESS;
    }
  }

  /**
   * One query, and its answer.
   *
   * @param version of IP whose addresses are asked for: 4 or 6
   * @param message the query's bytes
   * @param sent the frame of each try
   * @param answered the frame that brought the answer; empty where TCP brought it
   * @param answer the answer; empty when none came
   * @param overTcp whether the answer came over TCP, after a truncated one
   */
  public record Query(
      int version,
      byte[] message,
      List<Passage> sent,
      Optional<Passage> answered,
      Optional<DnsMessage> answer,
      boolean overTcp) {
    /** The type of record that is asked for. */
    public String type() {
      return version == 4 ? "A" : "AAAA";
    }

    /** This query with the whole answer, which came over TCP. */
    public Query completed(DnsMessage whole) {
      return new Query(version, message, sent, answered, Optional.of(whole), true);
    }

    /** The aliases from the name asked for to the one that has addresses, in order. */
    public List<DnsRecord> aliases() {
      List<DnsRecord> chain = new ArrayList<>();
      String current = start();
      Optional<DnsRecord> alias = alias(current);
      while (alias.isPresent() && chain.size() < MAX_ALIASES) {
        chain.add(alias.get());
        current = target(alias.get());
        alias = alias(current);
      }
      return chain;
    }

    /** The address records at the end of the aliases. */
    public List<DnsRecord> addressRecords() {
      List<DnsRecord> chain = aliases();
      String last = chain.isEmpty() ? start() : target(chain.get(chain.size() - 1));
      List<DnsRecord> records = new ArrayList<>();
      for (DnsRecord each : answer.map(DnsMessage::answers).orElse(List.of())) {
        if (each.owner().equals(last) && each.type().equals(type())) {
          records.add(each);
        }
      }
      return records;
    }

    private String start() {
      return answer.map(DnsMessage::questionName).orElse("");
    }

    private Optional<DnsRecord> alias(String owner) {
      for (DnsRecord each : answer.map(DnsMessage::answers).orElse(List.of())) {
        if (each.owner().equals(owner) && each.type().equals("CNAME")) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }

    private static String target(DnsRecord alias) {
      String value = alias.value().toLowerCase(java.util.Locale.ROOT);
      return value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
    }
  }

  /** All addresses, those of the first query first. */
  public List<InetAddress> addresses() {
    List<InetAddress> addresses = new ArrayList<>();
    for (Query query : queries) {
      for (DnsRecord record : query.addressRecords()) {
        record.address().ifPresent(addresses::add);
      }
    }
    return List.copyOf(addresses);
  }

  /** How the lookup ended. */
  public Outcome outcome() {
    if (!addresses().isEmpty()) {
      return Outcome.FOUND;
    }
    boolean answered = false;
    boolean all = true;
    boolean exists = false;
    boolean refused = refusal.isPresent();
    for (Query query : queries) {
      all &= query.answer().isPresent();
      if (query.answer().isPresent()) {
        int rcode = query.answer().get().rcode();
        answered = true;
        exists |= rcode == DnsMessage.NOERROR;
        refused |= rcode != DnsMessage.NOERROR && rcode != DnsMessage.NXDOMAIN;
      }
    }
    if (refused) {
      return Outcome.REFUSED;
    }
    if (!answered) {
      return Outcome.SILENT;
    }
    if (!exists) {
      return Outcome.NO_SUCH_NAME; // which is true of all types
    }
    return all ? Outcome.NO_ADDRESS : Outcome.INCOMPLETE;
  }

  /** About which types of record no answer came, in words. */
  public String unanswered() {
    return queries.stream()
        .filter(query -> query.answer().isEmpty())
        .map(Query::type)
        .collect(Collectors.joining(" and ", "no answer about ", " records"));
  }

  /** The queries whose answers were truncated (TC), so that they must be repeated over TCP. */
  public List<Query> truncated() {
    return queries.stream()
        .filter(query -> query.answer().map(DnsMessage::truncated).orElse(false))
        .toList();
  }

  /** This lookup with other queries. */
  public Lookup with(List<Query> others) {
    return new Lookup(name, server, List.copyOf(others), refusal, ignored);
  }
}
