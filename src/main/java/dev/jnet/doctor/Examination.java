package dev.jnet.doctor;

import dev.jnet.finding.Finding;
import dev.jnet.finding.MssConclusions.KnownSize;
import dev.jnet.link.FirstHop;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the steps found about one address of a target.
 *
 * @param name the target as it was asked for
 * @param address its address; empty where its name has none
 * @param port that was asked about, 1 to 65535; empty where none was
 * @param hop how packets for it leave this machine; empty where they cannot
 * @param steps in the order in which they matter
 */
public record Examination(
    String name,
    Optional<InetAddress> address,
    OptionalInt port,
    Optional<FirstHop> hop,
    List<StepResult> steps) {
  /** Copies the list. */
  public Examination {
    steps = List.copyOf(steps);
  }

  /** The examination of a target whose name gave no address. */
  public static Examination withoutAddress(String name, OptionalInt port, List<StepResult> steps) {
    return new Examination(name, Optional.empty(), port, Optional.empty(), steps);
  }

  /** The findings of all steps, in the order of the steps. */
  public List<Finding> findings() {
    return steps.stream().flatMap(step -> step.findings().stream()).toList();
  }

  /** The IP version: 4 or 6; 0 without an address. */
  public int version() {
    return address.map(Addresses::version).orElse(0);
  }

  /** The first finding of a kind. */
  <F extends Finding> Optional<F> first(Class<F> kind) {
    return findings().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Bytes of the largest packet that gets through both ways, as far as it shows. */
  int bothWays() {
    return KnownSize.bothWays(findings(), hop.map(FirstHop::mtu).orElse(Integer.MAX_VALUE));
  }
}
