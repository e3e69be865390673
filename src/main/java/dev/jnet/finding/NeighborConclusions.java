package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.NextHopAnswers;
import dev.jnet.finding.NeighborFinding.AddressFree;
import dev.jnet.finding.NeighborFinding.AddressIsOwn;
import dev.jnet.finding.NeighborFinding.AddressMoved;
import dev.jnet.finding.NeighborFinding.AddressOfMac;
import dev.jnet.finding.NeighborFinding.AddressTaken;
import dev.jnet.finding.NeighborFinding.AnswerByBroadcast;
import dev.jnet.finding.NeighborFinding.AnswerNamesAnother;
import dev.jnet.finding.NeighborFinding.AnsweredInOtherVlan;
import dev.jnet.finding.NeighborFinding.NeighborTableAgrees;
import dev.jnet.finding.NeighborFinding.NeighborTableDiffers;
import dev.jnet.finding.NeighborFinding.OneStationForMany;
import dev.jnet.finding.NeighborFinding.ReverseUnanswered;
import dev.jnet.finding.NeighborFinding.ServersDisagree;
import dev.jnet.finding.NeighborFinding.SeveralInterfaces;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.Claim;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.ReverseAnswer;
import dev.jnet.neighbor.ReverseResolutionResult;
import dev.jnet.neighbor.ScanFinding;
import dev.jnet.neighbor.ScanResult;
import dev.jnet.neighbor.Sighting;
import dev.jnet.neighbor.StationComparison;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows from questions for hardware addresses. */
public final class NeighborConclusions {
  /**
   * With this many addresses or more at one MAC, a proxy is more likely than one host that has them
   * all.
   */
  private static final int MIN_MANY = 16;

  private NeighborConclusions() {}

  /** What an event on the link says: only a change of the hardware address is a conclusion. */
  public static List<Finding> of(NeighborEvent event) {
    InetAddress address = event.sighting().address();
    Observation seen =
        Observation.of(Sent.NEIGHBOR_QUESTION, 0, 0, Came.ANSWER, Optional.of(address));
    return event
        .before()
        .<Finding>map(
            before -> new AddressMoved(address, before, event.sighting().mac(), Grounds.seen(seen)))
        .map(List::of)
        .orElse(List.of());
  }

  /** What RARP servers say about a hardware address, the most important first. */
  public static List<Finding> of(ReverseResolutionResult resolved) {
    MacAddress mac = resolved.target();
    if (resolved.answers().isEmpty()) {
      Observation silence = Observation.silence(Sent.NEIGHBOR_QUESTION, 0, resolved.asked());
      return List.of(new ReverseUnanswered(mac, Grounds.seen(silence)));
    }
    List<Finding> findings = new ArrayList<>();
    Set<InetAddress> named = new LinkedHashSet<>();
    List<Observation> all = new ArrayList<>();
    for (ReverseAnswer answer : resolved.answers()) {
      Observation told =
          Observation.of(
              Sent.NEIGHBOR_QUESTION,
              0,
              resolved.asked(),
              Came.ANSWER,
              Optional.of(answer.serverAddress()));
      all.add(told);
      named.add(answer.address());
      findings.add(
          new AddressOfMac(mac, answer.address(), answer.serverAddress(), Grounds.seen(told)));
    }
    if (named.size() > 1) {
      Grounds grounds = new Grounds(Certainty.SEEN, all);
      findings.add(0, new ServersDisagree(mac, List.copyOf(named), grounds));
    }
    return List.copyOf(findings);
  }

  /** That an address is this machine's own. */
  public static Finding own(InetAddress address, MacAddress mac) {
    return new AddressIsOwn(address, mac, Grounds.seen(query()));
  }

  /** What the kernel's table says about a next hop that could not be asked; empty for nothing. */
  public static List<Finding> ofTable(InetAddress nextHop, Optional<MacAddress> known) {
    return known
        .<Finding>map(
            mac -> new NextHopAnswers(nextHop, mac, Grounds.inferred(Basis.KERNEL, query())))
        .map(List::of)
        .orElse(List.of());
  }

  /**
   * What the answers tell about the stations. The hardware address itself is told by {@link
   * LocalConclusions}.
   *
   * @param compared how the stations answered that claim the address
   * @param kernel the entry in the kernel's table before the first question
   */
  public static List<Finding> of(
      ResolutionResult resolved,
      List<StationComparison.Answer> compared,
      Optional<Neighbor> kernel) {
    InetAddress address = resolved.question().target();
    List<Finding> findings = new ArrayList<>();
    compared.stream()
        .filter(each -> each.isByAnother() && resolved.macs().contains(each.from()))
        .findFirst()
        .ifPresent(each -> findings.add(severalInterfaces(address, each)));
    List<MacAddress> told = new ArrayList<>();
    for (NeighborAnswer answer : resolved.answers()) {
      if (!told.contains(answer.mac())) {
        told.add(answer.mac());
        findings.addAll(of(address, answer));
      }
    }
    findings.addAll(inOtherVlans(resolved.otherVlans()));
    kernel
        .filter(entry -> entry.mac() != null)
        .ifPresent(entry -> findings.add(beside(entry.mac(), resolved)));
    return List.copyOf(findings);
  }

  private static Finding severalInterfaces(InetAddress address, StationComparison.Answer each) {
    Observation echo = Observation.of(Sent.ECHO_REQUEST, 0, 1, Came.ANSWER, Optional.of(address));
    return new SeveralInterfaces(address, each.asked(), each.from(), Grounds.seen(echo));
  }

  private static List<Finding> of(InetAddress address, NeighborAnswer answer) {
    Grounds seen = Grounds.seen(answered(1, Optional.of(address)));
    List<Finding> findings = new ArrayList<>();
    if (answer.isFromElsewhere()) {
      MacAddress sender = answer.ethernet().source();
      findings.add(new AnswerNamesAnother(address, answer.mac(), sender, seen));
    }
    if (!answer.isUnicast()) {
      findings.add(new AnswerByBroadcast(address, answer.mac(), seen));
    }
    return findings;
  }

  private static Finding beside(MacAddress known, ResolutionResult resolved) {
    InetAddress address = resolved.question().target();
    Observation answers =
        resolved.answers().isEmpty()
            ? Observation.silence(Sent.NEIGHBOR_QUESTION, 0, resolved.asked())
            : answered(resolved.asked(), Optional.of(address));
    Grounds seen = Grounds.seen(query(), answers);
    return resolved.macs().contains(known)
        ? new NeighborTableAgrees(address, known, seen)
        : new NeighborTableDiffers(address, known, resolved.macs(), seen);
  }

  /** What a scan showed. */
  public static List<Finding> of(ScanResult scanned, String interfaceName) {
    List<Finding> findings = new ArrayList<>();
    Map<MacAddress, Integer> addresses = new LinkedHashMap<>();
    Set<MacAddress> proxies = new HashSet<>(); // one finding a sender is enough
    for (ScanFinding found : scanned.found()) {
      if (found.isDuplicate()) {
        List<MacAddress> macs = found.answers().stream().map(NeighborAnswer::mac).toList();
        Observation answers =
            new Observation(
                Sent.NEIGHBOR_QUESTION,
                0,
                0,
                Came.ANSWER,
                macs.size(),
                Optional.of(found.address()));
        findings.add(
            new AddressDuplicated(found.address(), interfaceName, macs, Grounds.seen(answers)));
      }
      for (NeighborAnswer answer : found.answers()) {
        addresses.merge(answer.mac(), 1, Integer::sum);
        if (answer.isFromElsewhere() && proxies.add(answer.ethernet().source())) {
          findings.addAll(of(found.address(), answer));
        }
      }
    }
    addresses.forEach(
        (mac, count) -> {
          if (count >= MIN_MANY) {
            Grounds seen = Grounds.seen(answered(count, Optional.empty()));
            findings.add(new OneStationForMany(mac, count, seen));
          }
        });
    findings.addAll(inOtherVlans(scanned.otherVlans()));
    return List.copyOf(findings);
  }

  private static List<Finding> inOtherVlans(List<Sighting> sightings) {
    List<Finding> findings = new ArrayList<>();
    for (Sighting each : sightings) {
      findings.add(
          new AnsweredInOtherVlan(
              each.address(),
              Optional.of(each.mac()),
              each.ethernet().vlans(),
              Grounds.seen(answered(1, Optional.of(each.address())))));
    }
    return findings;
  }

  /**
   * What other stations said to a probe for an address, or to its announcement.
   *
   * @param sent how many frames were sent
   * @param complete whether the last wait is over
   */
  public static List<Finding> ofClaims(
      InetAddress address, List<Claim> claims, int sent, boolean complete) {
    if (claims.isEmpty()) {
      return complete
          ? List.of(
              new AddressFree(
                  address, Grounds.seen(Observation.silence(Sent.NEIGHBOR_QUESTION, 0, sent))))
          : List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Claim claim : claims) {
      Grounds seen = Grounds.seen(answered(sent, Optional.of(address)));
      findings.add(new AddressTaken(address, claim.mac(), claim.how(), seen));
    }
    return findings;
  }

  private static Observation answered(int times, Optional<InetAddress> from) {
    return Observation.of(Sent.NEIGHBOR_QUESTION, 0, times, Came.ANSWER, from);
  }

  private static Observation query() {
    return Observation.of(Sent.KERNEL_QUERY, 0, 1, Came.ANSWER, Optional.empty());
  }
}
