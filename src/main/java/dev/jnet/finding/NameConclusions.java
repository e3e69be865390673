package dev.jnet.finding;

import dev.jnet.finding.NameFinding.NameFound;
import dev.jnet.finding.NameFinding.NameServerAnswered;
import dev.jnet.finding.NameFinding.NameServerFailed;
import dev.jnet.finding.NameFinding.NameServerSilent;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.NameFinding.NameWithoutAddress;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What follows from the look-up of a name. */
public final class NameConclusions {
  /** A look-up that takes longer than this, in ns, is reported as slow. */
  private static final long SLOW = Nanos.SECOND;

  private NameConclusions() {}

  /** Whether a look-up that takes so many ns is a slow one. */
  public static boolean isSlow(long nanos) {
    return nanos > SLOW;
  }

  /**
   * The addresses of a name.
   *
   * @param nanos how long the look-up took, in ns
   */
  public static List<Finding> found(String name, List<InetAddress> addresses, long nanos) {
    Grounds seen = told();
    List<Finding> findings = new ArrayList<>();
    if (isSlow(nanos)) {
      findings.add(new NameSlow(name, nanos, seen));
    }
    findings.add(new NameFound(name, addresses, seen));
    return findings;
  }

  /**
   * What a name server showed when it was asked by UDP and by TCP.
   *
   * @param nanos how long UDP took, in ns
   * @param byTcp whether it answered by TCP
   */
  public static List<Finding> ofServer(Lookup lookup, long nanos, boolean byTcp) {
    String name = lookup.name();
    InetAddress server = lookup.server();
    List<Finding> findings = new ArrayList<>();
    switch (lookup.outcome()) {
      case SILENT -> {
        return List.of(new NameServerSilent(name, server, false, "", untold()));
      }
      case REFUSED, INCOMPLETE ->
          findings.add(new NameServerFailed(name, server, words(lookup), toldBy(server)));
      case FOUND, NO_ADDRESS, NO_SUCH_NAME ->
          findings.add(
              new NameServerAnswered(
                  name,
                  server,
                  words(lookup),
                  nanos,
                  !lookup.truncated().isEmpty(),
                  toldBy(server)));
    }
    if (!byTcp) {
      findings.add(new NameServerSilent(name, server, true, "", untold()));
    }
    return findings;
  }

  /** A name server to which no packet can be sent. */
  public static Finding unreachable(String name, InetAddress server, String words) {
    return new NameServerSilent(name, server, false, words, untold());
  }

  /** That a name does not exist. */
  public static Finding unknown(String name) {
    return new NameUnknown(name, told());
  }

  /** That a name has no address of the IP version that was asked for. */
  public static Finding withoutAddress(String name) {
    return new NameWithoutAddress(name, told());
  }

  /** That the resolver did not answer. */
  public static Finding unanswered(String name, String words) {
    return new NameUnanswered(name, words, untold());
  }

  private static String words(Lookup lookup) {
    if (lookup.outcome() == Lookup.Outcome.FOUND) {
      return lookup.addresses().stream().map(Addresses::text).collect(Collectors.joining(", "));
    }
    if (lookup.outcome() == Lookup.Outcome.INCOMPLETE) {
      return lookup.unanswered();
    }
    return lookup
        .refusal()
        .orElseGet(
            () ->
                lookup.queries().stream()
                    .flatMap(query -> query.answer().stream())
                    .filter(answer -> answer.rcode() != DnsMessage.NOERROR)
                    .map(DnsMessage::rcodeName)
                    .findFirst()
                    .orElse("no address"));
  }

  private static Grounds toldBy(InetAddress server) {
    return Grounds.seen(Observation.of(Sent.NAME_QUESTION, 0, 1, Came.ANSWER, Optional.of(server)));
  }

  /** The grounds of a conclusion from what the resolver told. */
  static Grounds told() {
    return Grounds.seen(Observation.of(Sent.NAME_QUESTION, 0, 1, Came.ANSWER, Optional.empty()));
  }

  /** The grounds of a conclusion from a look-up that failed. */
  static Grounds untold() {
    return Grounds.seen(Observation.silence(Sent.NAME_QUESTION, 0, 1));
  }
}
